namespace Plumbline.Server.Ingest;

/// <summary>Why one event, truth or metric point was not accepted.</summary>
/// <param name="Index">Its place in the request, from 0; blank lines do not count.</param>
/// <param name="Field">The field at fault, "" for the whole.</param>
/// <param name="Reason">What is wrong and what would be right, without the value.</param>
/// <param name="Value">The offending value, shortened; null where there is none to show.</param>
readonly record struct Refusal(long Index, string Field, string Reason, string? Value);
