using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Monitors;

/// <summary>Something that is wrong with a monitor.</summary>
/// <param name="Field">As in the document.</param>
/// <param name="Said">What is wrong and what is allowed, as a sentence.</param>
/// <param name="Value">What was found; null where the sentence says it.</param>
/// <param name="Allowed">What is allowed, in English; null where the sentence says it.</param>
public sealed record MonitorProblem(string Field, Message Said, string? Value = null, string? Allowed = null);
