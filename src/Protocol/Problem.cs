namespace Plumbline.Protocol;

/// <summary>Why a request was refused, as RFC 9457 problem details.</summary>
public sealed record Problem
{
    /// <summary>What kind of problem it is, in few words.</summary>
    public string? Title { get; init; }

    /// <summary>The status of the answer.</summary>
    public int? Status { get; init; }

    /// <summary>What was wrong, the value, what is allowed, what to do.</summary>
    public string? Detail { get; init; }
}
