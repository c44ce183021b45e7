using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Folders;

/// <summary>Writing so that it survives a crash.</summary>
static partial class Disk
{
    const int NoSpace = 28;
    const int TooBig = 27;
    const int WindowsDiskFull = unchecked((int)0x80070070);
    static readonly int s_overQuota = OperatingSystem.IsMacOS() ? 69 : 122;

    public const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Opens a file for writing that only its owner may read.</summary>
    public static SafeFileHandle OpenOwned(string path, FileMode mode, FileShare share = FileShare.ReadWrite | FileShare.Delete)
    {
        SafeFileHandle handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, share);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(handle, OwnerFile);
        return handle;
    }

    public static void CreateOwnedFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, OwnerFolder);
        File.SetUnixFileMode(path, OwnerFolder);
    }

    /// <summary>Returns when the data and the length of the file are on disk.</summary>
    public static void Flush(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }
        // FlushToDisk is fsync, which also waits for times and modes that nobody reads.
        while (FlushData(handle) != 0)
            if (Marshal.GetLastPInvokeError() is var error && error != Interrupted) throw Failed("fdatasync", error);
    }

    /// <summary>Returns when the names of new, renamed and deleted files of a folder are on disk.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(path, 0);
        if (descriptor < 0) throw Failed($"opening {path}", Marshal.GetLastPInvokeError());
        int result = FlushAll(descriptor);
        int failure = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0) throw Failed($"fsync of {path}", failure);
    }

    /// <summary>Replaces a small file: after a crash it holds the old bytes or the new ones.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string fresh = path + ".new";
        using (SafeFileHandle handle = OpenOwned(fresh, FileMode.Create))
        {
            RandomAccess.Write(handle, content, 0);
            Flush(handle);
        }
        File.Move(fresh, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Fills the buffer; throws where the file is too short.</summary>
    public static void ReadExactly(SafeFileHandle handle, Span<byte> buffer, long offset)
    {
        while (buffer.Length > 0)
        {
            int read = RandomAccess.Read(handle, buffer, offset);
            if (read == 0) throw new EndOfStreamException($"The file ends at byte {offset}.");
            buffer = buffer[read..];
            offset += read;
        }
    }

    /// <summary>True for: no space, over the quota, larger than files may be.</summary>
    public static bool IsFull(Exception failure) => failure switch
    {
        IOException io => io.HResult is NoSpace or TooBig or WindowsDiskFull || io.HResult == s_overQuota,
        ArgumentOutOfRangeException { ParamName: "value" } => true,
        StorageException storage => storage.Failure == StorageFailure.DiskFull,
        _ => false,
    };

    const int Interrupted = 4;

    static IOException Failed(string what, int error) =>
        new($"{what} failed: {Marshal.GetPInvokeErrorMessage(error)}", error);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushAll(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
