using System.Globalization;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Json;

/// <summary>Why the rest of a body was not read.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Title">In few words.</param>
/// <param name="Detail">In a sentence.</param>
sealed record BodyFault(int Status, string Title, string Detail)
{
    /// <summary>After how many seconds the same request may succeed; null where it will not.</summary>
    internal int? RetryAfterSeconds { get; init; }

    internal static BodyFault Broken(long position, string hint) => new(400, "The body is not valid JSON",
        string.Create(CultureInfo.InvariantCulture, $"The body is not valid JSON at byte {position}{hint}. Nothing from there on was read."));

    internal static BodyFault Ended(long position) => new(400, "The body is incomplete",
        string.Create(CultureInfo.InvariantCulture, $"The body ends at byte {position} in the middle of its JSON."));

    internal static BodyFault TooLong(long position) => new(413, "An element is too large",
        string.Create(CultureInfo.InvariantCulture,
            $"The element at byte {position} is longer than {IngestLimits.RowBytes} bytes. Nothing from there on was read."));

    internal static BodyFault TooManyRows() => new(413, "Too many rows",
        string.Create(CultureInfo.InvariantCulture,
            $"A request holds at most {IngestLimits.RowsPerRequest} rows. Send the rest in further requests, or upload a file."));

    internal static BodyFault TooLarge(long limit) => new(413, "The body is too large",
        string.Create(CultureInfo.InvariantCulture, $"A body has at most {limit} bytes after decompression. Send smaller requests, or upload a file."));

    internal static BodyFault Busy(string detail) => new(429, "Too busy", detail) { RetryAfterSeconds = 1 };

    internal static BodyFault NoModel(string name) => new(404, "No such model",
        $"There is no model '{name}'. A model is registered, or learnt from its first events.");

    internal static BodyFault BrokenGzip() => new(400, "The body is not valid gzip",
        "The body says it is gzip, but it is damaged or incomplete. What could be read before that was taken.");

    internal static BodyFault Cut() => new(400, "The body is incomplete", "The connection sent less than it announced, or too slowly.");
}
