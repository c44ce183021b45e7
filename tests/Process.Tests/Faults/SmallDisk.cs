using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Plumbline.Process.Tests.Faults;

/// <summary>A small file system in memory; only root can make one.</summary>
sealed partial class SmallDisk : IDisposable
{
    SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Null where this process may not mount; the reason is written to the test output.</summary>
    public static SmallDisk? TryMake(int megabytes)
    {
        if (!OperatingSystem.IsLinux()) return null;
        string path = Directory.CreateTempSubdirectory("plumbline-disk-").FullName;
        if (Mount("plumbline", path, "tmpfs", 0, $"size={megabytes}m") == 0) return new SmallDisk(path);
        string reason = Marshal.GetLastPInvokeErrorMessage();
        Directory.Delete(path);
        TestContext.Current.TestOutputHelper?.WriteLine($"No small disk could be made ({reason}): nothing was checked.");
        return null;
    }

    /// <summary>Leaves nothing free.</summary>
    public void Fill()
    {
        using FileStream filler = File.Create(System.IO.Path.Combine(Path, "filler"), 1);
        byte[] block = new byte[64 << 10];
        try
        {
            for (; ; ) filler.Write(block);
        }
        catch (IOException)
        {
            // Full: what was meant.
        }
    }

    public void MakeRoom() => File.Delete(System.IO.Path.Combine(Path, "filler"));

    public void Dispose()
    {
        if (Unmount(Path, Detach) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        Directory.Delete(Path);
    }

    const int Detach = 2;

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, ulong flags, string data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}
