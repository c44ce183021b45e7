using System.Text.Json.Serialization;

namespace Plumbline.Storage.Backups;

/// <summary>What an archive holds, written as its last entry: an archive without it was cut off.</summary>
public sealed record BackupManifest
{
    /// <summary>The newest format this Plumbline reads and the one it writes.</summary>
    public const int Newest = 1;

    public required int Format { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Everything acknowledged up to this row is in it.</summary>
    public required long LastSeq { get; init; }

    public required IReadOnlyList<BackupFile> Files { get; init; }
}

/// <summary>The first entry of an archive: a newer format may change all that comes after it.</summary>
public sealed record BackupHeader(int Format, DateTimeOffset Created);

/// <summary>One file of an archive.</summary>
/// <param name="Name">Relative to the data folder, with slashes.</param>
/// <param name="Sha256">Of its content, hexadecimal.</param>
public sealed record BackupFile(string Name, long Length, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupHeader))]
sealed partial class BackupJson : JsonSerializerContext;
