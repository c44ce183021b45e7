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
        try
        {
            var stream = new YamlStream();
            using (var reader = new StreamReader(path)) stream.Load(reader);
            if (stream.Documents.Count == 0) return [];
            if (stream.Documents.Count > 1) throw new UsageException($"{path}: the {what} must be one YAML document, found {stream.Documents.Count}.");
            return stream.Documents[0].RootNode as YamlMappingNode
                ?? throw new UsageException($"{path}, line 1: the {what} must be a list of 'key: value' lines.");
        }
        catch (YamlException wrong)
        {
            string reason = wrong.InnerException?.Message ?? wrong.Message;
            throw new UsageException($"{path}, line {wrong.Start.Line}, column {wrong.Start.Column}: not valid YAML: {reason.TrimEnd('.')}.");
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
