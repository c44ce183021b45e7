using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>Reads a YAML file as nodes that know their lines. Scalars are taken as they are spelled: <c>no</c> is the text no.</summary>
static class YamlText
{
    /// <summary>The mapping a file holds; empty when the file is.</summary>
    /// <exception cref="UsageException">The file cannot be read, or is not a YAML mapping.</exception>
    public static YamlMappingNode ReadMapping(string path, string what)
    {
        using StreamReader reader = OpenFile(path, what);
        return ReadMapping(reader, path, what);
    }

    /// <summary>The mapping a text holds; empty when the text is.</summary>
    /// <param name="text">Read to its end.</param>
    /// <param name="path">What it is called in messages.</param>
    /// <param name="what">What it is, in words.</param>
    /// <exception cref="UsageException">It is not a YAML mapping.</exception>
    public static YamlMappingNode ReadMapping(TextReader text, string path, string what)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(text);
            if (stream.Documents.Count == 0) return [];
            if (stream.Documents.Count > 1)
                throw new UsageException($"{path}: the {what} must be one YAML document, found {stream.Documents.Count}.");
            return stream.Documents[0].RootNode as YamlMappingNode
                ?? throw new UsageException($"{path}, line 1: the {what} must be a list of 'key: value' lines.");
        }
        catch (YamlException wrong)
        {
            string reason = wrong.InnerException?.Message ?? wrong.Message;
            throw new UsageException($"{path}, line {wrong.Start.Line}, column {wrong.Start.Column}: not valid YAML: "
                + $"{reason.TrimEnd('.')}.");
        }
        catch (IOException wrong)
        {
            throw new UsageException($"{path}: the {what} cannot be read: {wrong.Message}");
        }
    }

    /// <summary>Opens a file to be read as YAML.</summary>
    /// <exception cref="UsageException">It cannot be opened.</exception>
    public static StreamReader OpenFile(string path, string what)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(File.Exists(path) ? $"{path}: the {what} cannot be read: {wrong.Message}"
                : Directory.Exists(path) ? $"{path}: is a folder; the {what} must be a YAML file."
                : $"{path}: there is no such {what}.");
        }
    }

    /// <summary><c>file, line N</c> of a node.</summary>
    public static string Place(string path, YamlNode node) => $"{path}, line {node.Start.Line}";
}
