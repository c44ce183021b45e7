using System.Globalization;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Json;

/// <summary>Why the rest of a body was not read.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Kind">What kind of problem it is, as in its type.</param>
/// <param name="Detail">In a sentence.</param>
sealed record BodyFault(int Status, string Kind, string Detail)
{
    /// <summary>After how many seconds the same request may succeed; null where it will not.</summary>
    internal int? RetryAfterSeconds { get; init; }

    /// <summary>The header, limit or part of the request at fault; null when it is the body as a whole.</summary>
    internal string? Field { get; init; }

    /// <summary>What was found there, shortened; null where there is nothing to show.</summary>
    internal string? Value { get; init; }

    /// <summary>What is allowed there; null where that is no range.</summary>
    internal string? Allowed { get; init; }

    /// <summary>The limit it is beyond; null where it is none.</summary>
    internal string? Limit { get; init; }

    /// <summary>Byte of the body at which reading stopped; null where that says nothing.</summary>
    internal long? Position { get; init; }

    internal static BodyFault Broken(long position, string hint) => new(400, "json",
        string.Create(CultureInfo.InvariantCulture,
            $"The body is not valid JSON at byte {position}{hint}. Nothing from there on was read.")) { Position = position };

    internal static BodyFault Ended(long position) => new(400, "incomplete",
        string.Create(CultureInfo.InvariantCulture,
            $"The body ends at byte {position} in the middle of its JSON.")) { Position = position };

    internal static BodyFault TooLong(long position) => new(413, "row_too_large",
        string.Create(CultureInfo.InvariantCulture,
            $"The element at byte {position} is longer than {IngestLimits.RowBytes} bytes. Nothing from there on was read."))
    {
        Position = position,
        Limit = LimitName.RowBytes,
        Field = LimitName.RowBytes,
        Allowed = AtMost(IngestLimits.RowBytes, "bytes"),
    };

    internal static BodyFault TooManyRows() => new(413, "too_many_rows",
        string.Create(CultureInfo.InvariantCulture,
            $"A request holds at most {IngestLimits.RowsPerRequest} rows. Send the rest in further requests."))
        {
            Limit = LimitName.RowsPerRequest,
            Field = LimitName.RowsPerRequest,
            Allowed = AtMost(IngestLimits.RowsPerRequest, "rows"),
        };

    internal static BodyFault TooLarge(long limit) => new(413, "body_too_large",
        string.Create(CultureInfo.InvariantCulture, $"A body has at most {limit} bytes after decompression. Send smaller requests."))
        {
            Limit = LimitName.BodyBytes,
            Field = LimitName.BodyBytes,
            Allowed = AtMost(limit, "bytes"),
        };

    internal static BodyFault Busy(string detail) => new(429, "too_many_requests", detail) { RetryAfterSeconds = 1 };

    internal static BodyFault NoModel(string name) => new(404, "unknown_model",
        $"There is no model '{name}'. A model is registered, or learnt from its first events.") { Field = "model", Value = name };

    internal static BodyFault BrokenGzip() => new(400, "gzip",
        "The body says it is gzip, but it is damaged or incomplete. What could be read before that was taken.");

    internal static BodyFault Cut() => new(400, "incomplete", "The connection sent less than it announced, or too slowly.");

    static string AtMost(long most, string unit) => string.Create(CultureInfo.InvariantCulture, $"at most {most} {unit}");
}
