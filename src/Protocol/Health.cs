namespace Plumbline.Protocol;

/// <summary>Answer of <c>/healthz</c> and <c>/readyz</c>.</summary>
/// <param name="Status"><c>up</c>, <c>starting</c>, <c>ready</c>, <c>draining</c> or <c>failed</c>.</param>
/// <param name="Waiting">The part that is not ready; null when none is.</param>
/// <param name="Reason">Why it is not, as a sentence; null when there is nothing to say.</param>
public sealed record Health(string Status, string? Waiting = null, string? Reason = null);
