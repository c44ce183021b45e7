namespace Plumbline.Server.Ingest;

/// <summary>Why something was not taken.</summary>
/// <param name="Reason">What is wrong and what would be right, as sentences, without the value.</param>
/// <param name="Limit">The limit it is beyond, one of <see cref="Limits.LimitName"/>; null where it is none.</param>
readonly record struct Why(string Reason, string? Limit = null)
{
    public static implicit operator Why(string reason) => new(reason);
}
