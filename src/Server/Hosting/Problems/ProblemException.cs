using Microsoft.AspNetCore.Http;
using Plumbline.Protocol;

namespace Plumbline.Server.Hosting.Problems;

/// <summary>A request that is answered with a problem. Thrown where a request turns out to be wrong; <see cref="ProblemAnswers"/> answers
/// it.</summary>
public sealed class ProblemException(Problem problem, TimeSpan? retryAfter = null) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;

    /// <summary>When the same request may succeed; null: never by waiting.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>A field, parameter or header holds what is not allowed there.</summary>
    public static ProblemException Invalid(string field, string? value, string allowed, string detail,
        int status = StatusCodes.Status422UnprocessableEntity) =>
        new(ProblemKinds.Of(status, detail, "invalid") with { Field = field, Value = Shorten(value), Allowed = allowed });

    /// <summary>As <see cref="Invalid(string, string?, string, string, int)"/>, for a parameter of the address.</summary>
    public static ProblemException InvalidQuery(string field, string? value, string allowed, string detail) =>
        Invalid(field, value, allowed, detail, StatusCodes.Status400BadRequest);

    /// <summary>Several fields hold what is not allowed.</summary>
    public static ProblemException Invalid(IReadOnlyList<ProblemPart> parts) => parts is [var only]
        ? Invalid(only.Field, only.Value, only.Allowed ?? "", only.Detail)
        : new ProblemException(ProblemKinds.Of(StatusCodes.Status422UnprocessableEntity,
            $"{parts.Count} fields are wrong: {string.Join(" ", parts.Select(p => p.Detail))}", "invalid")
            with { Errors = [.. parts.Select(p => p with { Value = Shorten(p.Value) })] });

    /// <summary>Nothing has this name.</summary>
    public static ProblemException NotFound(string field, string value, string detail) =>
        new(ProblemKinds.Of(StatusCodes.Status404NotFound, detail, "unknown_" + field) with { Field = field, Value = Shorten(value) });

    public static ProblemException UnknownModel(string name) =>
        NotFound("model", name,
            $"There is no model '{Shorten(name)}'. Register it with PUT /api/v1/models/{{model}}, or send its first events.");

    /// <summary>What is there already does not go with the request.</summary>
    public static ProblemException Conflict(string field, string? value, string detail) =>
        new(ProblemKinds.Of(StatusCodes.Status409Conflict, detail, "conflict") with { Field = field, Value = Shorten(value) });

    /// <summary>A limit of <c>GET /api/v1/limits</c> is reached.</summary>
    public static ProblemException Limit(string name, long found, long allowed, string detail) =>
        new(ProblemKinds.Of(StatusCodes.Status422UnprocessableEntity, detail, "limit")
            with { Field = name, Value = Whole(found), Allowed = "at most " + Whole(allowed) });

    /// <summary>Not now.</summary>
    public static ProblemException Unavailable(string detail, TimeSpan retryAfter, string kind = "unavailable") =>
        new(ProblemKinds.Of(StatusCodes.Status503ServiceUnavailable, detail, kind), retryAfter);

    public static ProblemException TooMany(string detail, TimeSpan retryAfter, string kind = "too_many_requests") =>
        new(ProblemKinds.Of(StatusCodes.Status429TooManyRequests, detail, kind), retryAfter);

    public static ProblemException Of(int status, string kind, string detail) => new(ProblemKinds.Of(status, detail, kind));

    /// <summary>A value fit to be shown: one line, at most 100 characters.</summary>
    public static string? Shorten(string? value)
    {
        if (value is null) return null;
        string line = string.Concat(value.Take(101).Select(c => char.IsControl(c) ? '?' : c));
        return line.Length > 100 ? line[..97] + "..." : line;
    }

    static string Whole(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
