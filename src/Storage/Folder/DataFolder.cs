using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Folders;

/// <summary>The folder that holds everything, open in this process alone.</summary>
public sealed class DataFolder : IDisposable
{
    const string LockName = "lock";
    const string FormatName = "format";
    readonly SafeFileHandle _lock;
    readonly Lock _change = new();
    FolderFormat _format;

    DataFolder(string path, SafeFileHandle folderLock, FolderFormat format)
    {
        Path = path;
        _lock = folderLock;
        _format = format;
    }

    public string Path { get; }

    /// <summary>Random; files of another folder are told apart by it.</summary>
    public ulong Id => _format.Id;

    /// <summary>16 bytes, the folder's own: ids are hashed with them.</summary>
    public ReadOnlySpan<byte> Key => _format.Key.AsSpan();

    /// <summary>Opens a data folder; creates it where there is none or an empty one.</summary>
    /// <exception cref="StorageException">Another process has it open, a newer Plumbline wrote it, it is damaged, or it holds something
    /// else.
    /// </exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(path) || IsEmpty(path)) Disk.CreateOwnedFolder(path);
        RefuseForeign(path);
        SafeFileHandle folderLock = TakeLock(path);
        try
        {
            string file = System.IO.Path.Combine(path, FormatName);
            if (!File.Exists(file)) Create(path, file);
            return new DataFolder(path, folderLock, FolderFormat.Read(file));
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>A path inside the folder.</summary>
    public string Inside(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>True when this part was created once: if its files are not there, they were deleted.</summary>
    public bool Has(string part) => _format.Parts.Contains(part);

    /// <summary>Notes for ever that a part was created.</summary>
    /// <param name="part">A word of ours, never a name of the user's.</param>
    public void Add(string part)
    {
        lock (_change)
        {
            if (Has(part)) return;
            FolderFormat format = _format with { Parts = _format.Parts.Add(part) };
            Disk.Replace(Inside(FormatName), format.Write());
            _format = format;
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Reads the format of a folder that may be open elsewhere.</summary>
    internal static FolderFormat Peek(string path) => FolderFormat.Read(System.IO.Path.Combine(path, FormatName));

    static bool IsEmpty(string path) => !Directory.EnumerateFileSystemEntries(path).Any();

    static void Create(string path, string file)
    {
        byte[] key = RandomNumberGenerator.GetBytes(16);
        var format = new FolderFormat { Id = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), Key = [.. key] };
        Disk.Replace(file, format.Write());
        if (Directory.GetParent(path) is { } parent) Disk.FlushFolder(parent.FullName);
    }

    /// <summary>A folder without a format file must be new. Anything else is another program's, or ours with its format file
    /// deleted.</summary>
    static void RefuseForeign(string path)
    {
        if (File.Exists(System.IO.Path.Combine(path, FormatName))) return;
        string? other = Directory.EnumerateFileSystemEntries(path).Select(e => System.IO.Path.GetFileName(e))
            .FirstOrDefault(e => e is not LockName and not FormatName + ".new");
        if (other is null) return;
        throw new StorageException(StorageFailure.Damaged,
            $"The folder {path} is not empty and has no file '{FormatName}' (it holds '{other}'). "
            + "Give an empty folder, or restore the file from a backup.");
    }

    static SafeFileHandle TakeLock(string path)
    {
        string file = System.IO.Path.Combine(path, LockName);
        try
        {
            return Disk.OpenOwned(file, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException failure) when (File.Exists(file) && !Disk.IsFull(failure))
        {
            throw new StorageException(StorageFailure.InUse, $"The data folder {path} is in use by another process. "
                + "One Plumbline works on a folder at a time: stop the other one, or give another folder.", failure);
        }
    }
}
