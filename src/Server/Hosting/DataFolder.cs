namespace Plumbline.Server.Hosting;

/// <summary>The folder everything is kept in: for its owner's eyes only.</summary>
static class DataFolder
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void Prepare(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            Directory.CreateDirectory(Path.Combine(path, ServerComposition.SealFolder));
            return;
        }
        // An existing folder keeps the mode its owner chose; the seals are always closed.
        if (!Directory.Exists(path)) Directory.CreateDirectory(path, OwnerOnly);
        string seals = Path.Combine(path, ServerComposition.SealFolder);
        Directory.CreateDirectory(seals, OwnerOnly);
        File.SetUnixFileMode(seals, OwnerOnly);
    }
}
