namespace Plumbline.Server.Ingest;

/// <summary>Why one event, truth or metric point was not accepted.</summary>
/// <param name="Index">Its place in the request, from 0; blank lines do not count.</param>
/// <param name="Field">The field at fault, "" for the whole.</param>
/// <param name="Reason">What is wrong and what would be right, without the value.</param>
/// <param name="Value">The offending value, shortened; null where there is none to show.</param>
/// <param name="Limit">The limit it is beyond; null where it is none.</param>
readonly record struct Rejection(long Index, string Field, string Reason, string? Value, string? Limit = null);
