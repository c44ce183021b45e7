namespace Plumbline.Protocol;

/// <summary>Answer of <c>/healthz</c> and <c>/readyz</c>.</summary>
/// <param name="Status"><c>up</c>, <c>starting</c>, <c>ready</c>, <c>draining</c> or <c>failed</c>.</param>
/// <param name="Waiting">What is still to be loaded; null when nothing is.</param>
public sealed record Health(string Status, string? Waiting = null);
