namespace Plumbline.Protocol;

/// <summary>What an error looks like, as RFC 9457 describes it (<c>application/problem+json</c>). Reading is lenient: a proxy on the way
/// may answer
/// with less.</summary>
public sealed record Problem
{
    /// <summary>The media type of a problem.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>What kind of problem it is, stable across versions: <c>urn:plumbline:problem:NAME</c>.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The kind in a few words, the same for every problem of the type.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status, 400 to 599.</summary>
    public int Status { get; init; }

    /// <summary>What was wrong this time, and what to do, in plain English.</summary>
    public string? Detail { get; init; }

    /// <summary>The field, parameter or header at fault; null when the whole request is.</summary>
    public string? Field { get; init; }

    /// <summary>What was found there, shortened; never a secret, never a feature's value.</summary>
    public string? Value { get; init; }

    /// <summary>What is allowed there.</summary>
    public string? Allowed { get; init; }

    /// <summary>Byte of the body at which reading stopped, from 0; null where that says nothing.</summary>
    public long? Position { get; init; }

    /// <summary>Everything that is wrong, when it is more than one thing.</summary>
    public IReadOnlyList<ProblemPart>? Errors { get; init; }
}

/// <summary>One of several things that are wrong.</summary>
/// <param name="Field">Where.</param>
/// <param name="Detail">What is wrong, as a sentence.</param>
/// <param name="Value">What was found.</param>
/// <param name="Allowed">What is allowed.</param>
public sealed record ProblemPart(string Field, string Detail, string? Value = null, string? Allowed = null);
