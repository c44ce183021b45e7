using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Files;

/// <summary>The limits of files that are sent to us.</summary>
static class UploadLimits
{
    /// <summary>Files that are received at once.</summary>
    public const int AtOnce = 4;

    /// <summary>Bytes of the disk that stay free.</summary>
    public const long Reserve = 512L << 20;

    public static IReadOnlyList<Limit> All(long uploadBytes) =>
    [
        new("upload_bytes", uploadBytes, "bytes of a file, after decompression",
            "The file is rejected with 413; rows read before that are accepted and counted."),
        new("uploads", AtOnce, "files received at once", "A further one is rejected with 429 and Retry-After."),
        new("upload_reserve_bytes", Reserve, "bytes of the disk that files leave free",
            "A file that would need them is rejected with 503."),
    ];
}
