using Plumbline.Cli.Settings;

namespace Plumbline.Cli.Output;

/// <summary>A file that is written whole or not at all: content goes to a temporary file beside it, which is then renamed.</summary>
sealed class OutputFile
{
    readonly string _shown;
    readonly string _path;

    OutputFile(string shown, string path) => (_shown, _path) = (shown, path);

    /// <summary>Makes sure, before the long work, that the file can be written.</summary>
    /// <param name="path">As the user gave it.</param>
    /// <param name="inputs">Files that must not be overwritten.</param>
    /// <exception cref="UsageException">It cannot; the message names the path and the cause.</exception>
    public static OutputFile Prepare(string path, params IEnumerable<string> inputs)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new UsageException($"{path}: cannot write the output: this is a folder; give a file name in it.");
        if (inputs.Any(i => Path.GetFullPath(i) == full))
            throw new UsageException($"{path}: is an input of this run and would be overwritten; choose another --output.");
        var file = new OutputFile(path, File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full);
        if (!file.IsRegular) return file;
        file.Attempt(() =>
        {
            if (File.Exists(file._path)) using (File.Open(file._path, FileMode.Open, FileAccess.Write)) { }
            string probe = file.TemporaryPath();
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        });
        return file;
    }

    /// <summary>Writes the content in one step: readers see the old file or the new one, never half of it.</summary>
    public void Write(Action<Stream> content)
    {
        using var whole = new MemoryStream();
        content(whole);
        whole.Position = 0;
        Attempt(() =>
        {
            if (IsRegular) Replace(whole);
            else
                using (FileStream device = File.OpenWrite(_path)) whole.CopyTo(device);
        });
    }

    void Replace(MemoryStream whole)
    {
        string temporary = TemporaryPath();
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew)) whole.CopyTo(stream);
            if (!OperatingSystem.IsWindows() && File.Exists(_path)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(_path));
            File.Move(temporary, _path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // A pipe or a device such as /dev/stdout is written straight: renaming would replace the device.
    bool IsRegular => !_path.StartsWith("/dev/", StringComparison.Ordinal) && !_path.StartsWith("/proc/", StringComparison.Ordinal);

    string TemporaryPath() =>
        Path.Combine(Path.GetDirectoryName(_path) ?? ".", $".{Path.GetFileName(_path)}.{Path.GetRandomFileName()}.part");

    void Attempt(Action write)
    {
        try
        {
            write();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"{_shown}: cannot write the output: {Cause(wrong)}");
        }
    }

    string Cause(Exception wrong) => wrong switch
    {
        DirectoryNotFoundException => $"there is no folder '{Path.GetDirectoryName(_path)}'; create it first.",
        UnauthorizedAccessException => "no permission to write there.",
        _ => wrong.Message,
    };
}
