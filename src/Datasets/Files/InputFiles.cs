using System.IO.Enumeration;

namespace Plumbline.Datasets.Files;

/// <summary>The files a path names.</summary>
static class InputFiles
{
    /// <summary>The file itself, or the files a pattern matches, in ordinal order. A name that contains <c>*</c> is tried literally
    /// first.</summary>
    /// <exception cref="DatasetException">There is no such file, it is a folder, or it may not be read.</exception>
    internal static IReadOnlyList<string> Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0) throw new DatasetException("The file name is empty: pass the path of a CSV, Parquet or JSON file.");
        IReadOnlyList<string> files = File.Exists(path) ? [path] : Match(path);
        foreach (string file in files) CheckReadable(file);
        return files;
    }

    static string[] Match(string path)
    {
        if (Directory.Exists(path))
            throw new DatasetException($"'{path}' is a folder: name a file in it, or a pattern such as '{Path.Combine(path, "*.csv")}'.");
        if (!path.Contains('*') && !path.Contains('?')) throw Missing(path);
        string full = Path.GetFullPath(path);
        string root = Path.GetPathRoot(full) ?? "/";
        string[] parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        string[] files = [.. Expand(root, parts).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files
            : throw new DatasetException($"No file matches '{path}' (and none has that name): check the pattern; * stands for any characters within one name.");
    }

    static IEnumerable<string> Expand(string folder, ReadOnlyMemory<string> parts)
    {
        string part = parts.Span[0];
        bool last = parts.Length == 1;
        if (!part.Contains('*') && !part.Contains('?'))
        {
            string next = Path.Combine(folder, part);
            if (last) return File.Exists(next) ? [next] : [];
            return Directory.Exists(next) ? Expand(next, parts[1..]) : [];
        }
        IEnumerable<string> entries = last ? Directory.EnumerateFiles(folder) : Directory.EnumerateDirectories(folder);
        IEnumerable<string> matching =
            entries.Where(e => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(e), ignoreCase: false));
        return last ? matching : matching.SelectMany(e => Expand(e, parts[1..]));
    }

    static void CheckReadable(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            if (stream.CanSeek && stream.Length == 0) throw new DatasetException($"'{file}' is empty (0 bytes): there is nothing to read.");
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new DatasetException($"'{file}' may not be read: give this user permission to read it.", denied);
        }
        catch (IOException broken)
        {
            throw new DatasetException($"'{file}' cannot be read: {broken.Message}", broken);
        }
    }

    static DatasetException Missing(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        string near = folder is not null && Directory.Exists(folder)
            ? NearestName.Hint(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)))
            : $" The folder '{folder}' does not exist.";
        return new DatasetException($"There is no file '{path}'.{near}");
    }
}
