using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Backups;

/// <summary>Reads an archive from its beginning to its end and holds every part to its checksum. What an archive says is believed of
/// nothing: names are those of a data folder, only plain files are taken, each once.</summary>
static class BackupReading
{
    const long LongestDocument = 64 << 20;

    /// <summary>Checks an archive and, given a folder, puts its parts there.</summary>
    /// <param name="shown">What the archive is called in messages.</param>
    /// <param name="folder">New and empty; null: nothing is written.</param>
    /// <exception cref="StorageException">It is no archive of ours, newer, cut off, or differs from what was written.</exception>
    public static BackupManifest Run(Stream archive, string shown, string? folder, CancellationToken cancellationToken)
    {
        try
        {
            using var tar = new TarReader(archive, leaveOpen: true);
            DateTimeOffset created = ReadHeader(tar, shown);
            var found = new Dictionary<string, BackupFile>(StringComparer.Ordinal);
            while (Next(tar) is { } entry)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (entry.Name == BackupNames.Manifest && IsPlain(entry))
                    return Matched(ReadManifest(tar, entry, created, shown), found, shown);
                if (!IsPlain(entry) || !BackupNames.IsKnown(entry.Name))
                    throw Damaged(shown, $"it holds '{Shorten(entry.Name)}', which is no file of a data folder");
                if (!found.TryAdd(entry.Name, Take(entry, folder, cancellationToken))) throw Damaged(shown,
                    $"it holds '{entry.Name}' twice");
            }
            throw Damaged(shown, "it ends before its list of files: it was cut off while it was made or copied");
        }
        catch (Exception wrong) when (wrong is EndOfStreamException or InvalidDataException or FormatException)
        {
            throw Damaged(shown, $"it cannot be read to its end: {wrong.Message.TrimEnd('.')}", wrong);
        }
    }

    static TarEntry? Next(TarReader tar) => tar.GetNextEntry(copyData: false);

    static bool IsPlain(TarEntry entry) => entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;

    static DateTimeOffset ReadHeader(TarReader tar, string shown)
    {
        TarEntry? entry;
        try
        {
            entry = Next(tar);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw Damaged(shown, "it is no backup of Plumbline", wrong);
        }
        if (entry is null || entry.Name != BackupNames.Header || !IsPlain(entry)) throw Damaged(shown, "it is no backup of Plumbline");
        BackupHeader header = Parse(entry.Name, Bytes(entry, shown), BackupJson.Default.BackupHeader, shown);
        if (header.Format is >= 1 and <= BackupManifest.Newest) return header.Created;
        throw new StorageException(StorageFailure.Newer, $"'{shown}' was written by a newer Plumbline: its format is {header.Format}, "
            + $"this Plumbline reads up to {BackupManifest.Newest}. Use the newer Plumbline.");
    }

    static BackupManifest Matched(BackupManifest manifest, Dictionary<string, BackupFile> found, string shown)
    {
        foreach (BackupFile file in manifest.Files)
        {
            if (!found.Remove(file.Name, out BackupFile? own)) throw Damaged(shown, $"'{Shorten(file.Name)}' is listed but not in it");
            if (own != file) throw Damaged(shown, $"'{file.Name}' differs from what was written: its length or its checksum is another");
        }
        if (found.Count > 0) throw Damaged(shown, $"'{found.Keys.First()}' is in it but not listed");
        return manifest;
    }

    static BackupFile Take(TarEntry entry, string? folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using SafeFileHandle? target = folder is null ? null : Disk.OpenOwned(BackupNames.In(folder, entry.Name), FileMode.CreateNew);
        byte[] buffer = new byte[1 << 20];
        long length = 0;
        // An entry without content has no stream.
        while (entry.DataStream is { } content && content.Read(buffer) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            if (target is not null) RandomAccess.Write(target, buffer.AsSpan(0, read), length);
            length += read;
        }
        if (length != entry.Length) throw new EndOfStreamException($"'{entry.Name}' has {length} of its {entry.Length} bytes");
        if (target is not null) Disk.Flush(target);
        return new BackupFile(entry.Name, length, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    // The list has a checksum of its own behind it: it is what everything else is held to.
    static BackupManifest ReadManifest(TarReader tar, TarEntry entry, DateTimeOffset created, string shown)
    {
        byte[] list = Bytes(entry, shown);
        if (Next(tar) is not { Name: BackupNames.ManifestCheck } check || !IsPlain(check))
            throw Damaged(shown, "it ends before the checksum of its list of files: it was cut off while it was made or copied");
        bool isWhole = Encoding.ASCII.GetString(Bytes(check, shown)) == Convert.ToHexStringLower(SHA256.HashData(list));
        BackupManifest? manifest = isWhole ? Parse(entry.Name, list, BackupJson.Default.BackupManifest, shown) : null;
        return manifest?.Created == created ? manifest : throw Damaged(shown, $"'{entry.Name}' differs from what was written");
    }

    static byte[] Bytes(TarEntry entry, string shown)
    {
        if (entry.Length > LongestDocument || entry.DataStream is not { } content)
            throw Damaged(shown, $"its '{entry.Name}' cannot be read");
        byte[] bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    static T Parse<T>(string name, byte[] bytes, JsonTypeInfo<T> type, string shown)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw Damaged(shown, $"its '{name}' is empty");
        }
        catch (JsonException wrong)
        {
            throw Damaged(shown, $"its '{name}' cannot be read: {wrong.Message.TrimEnd('.')}", wrong);
        }
    }

    static string Shorten(string name) => name.Length <= 100 ? name : name[..100] + "...";

    static StorageException Damaged(string shown, string why, Exception? inner = null) =>
        new(StorageFailure.Damaged, $"'{shown}' cannot be restored: {why}.", inner);
}
