namespace Plumbline.Datasets.Stores;

/// <summary>A folder of temporary files that goes when the data set is disposed of, and at the latest when the process exits.</summary>
sealed class SpoolFolder : IDisposable
{
    internal const string Prefix = "plumbline-spool-";

    readonly EventHandler _atExit;

    internal SpoolFolder(string parent)
    {
        Path = System.IO.Path.Combine(parent, Prefix + System.IO.Path.GetRandomFileName());
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
            else Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The data is too large for memory and no temporary folder can be made in '{parent}': {refused.Message}. Set TMPDIR to a folder "
                + "that can be written to.", refused);
        }
        _atExit = (_, _) => Delete();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

    internal string Path { get; }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        Delete();
    }

    void Delete()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
