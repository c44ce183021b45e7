using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Opening;

namespace Plumbline.Storage.Backups;

/// <summary>Writes a data folder that is open, and goes on being written to, as one tar archive.</summary>
public sealed class BackupWriting : IDisposable
{
    readonly BackupSnapshot _snapshot;

    BackupWriting(BackupSnapshot snapshot) => _snapshot = snapshot;

    /// <summary>Everything acknowledged up to this row will be in it.</summary>
    public long LastSeq => _snapshot.LastSeq;

    public DateTimeOffset Created => _snapshot.Created;

    /// <summary>Fixes what the archive will hold: everything acknowledged before the call.</summary>
    /// <exception cref="StorageException">The disk has no room for the copies a backup begins with.</exception>
    public static BackupWriting Begin(OpenedStorage storage, TimeProvider time) => new(BackupSnapshot.Take(storage, time));

    /// <summary>Writes the archive; nothing of it needs to be sought.</summary>
    public async Task<BackupManifest> WriteAsync(Stream archive, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(new BackupHeader(BackupManifest.Newest, _snapshot.Created),
            BackupJson.Default.BackupHeader);
        await WriteAsync(tar, BackupNames.Header, new MemoryStream(header), cancellationToken);
        var files = new List<BackupFile>();
        foreach (BackupPart part in _snapshot.Parts)
        {
            await using var content = new PartStream(part.File, part.Length);
            await WriteAsync(tar, part.Name, content, cancellationToken);
            files.Add(new BackupFile(part.Name, part.Length, content.Sha256));
        }
        var manifest = new BackupManifest
        {
            Format = BackupManifest.Newest,
            Created = _snapshot.Created,
            LastSeq = _snapshot.LastSeq,
            Files = files,
        };
        byte[] list = JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest);
        await WriteAsync(tar, BackupNames.Manifest, new MemoryStream(list), cancellationToken);
        byte[] check = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(list)));
        await WriteAsync(tar, BackupNames.ManifestCheck, new MemoryStream(check), cancellationToken);
        return manifest;
    }

    public void Dispose() => _snapshot.Dispose();

    Task WriteAsync(TarWriter tar, string name, Stream content, CancellationToken cancellationToken) => tar.WriteEntryAsync(
        new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            ModificationTime = _snapshot.Created,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }, cancellationToken);
}
