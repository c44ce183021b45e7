namespace Plumbline.Server.Hosting;

/// <summary>Where the keys that seal session cookies are kept: for their owner's eyes only.</summary>
static class SealFolder
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static string In(string dataFolder) => Path.Combine(dataFolder, "keys");

    public static void Prepare(string dataFolder)
    {
        string folder = In(dataFolder);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
    }
}
