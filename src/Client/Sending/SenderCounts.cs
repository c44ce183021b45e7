namespace Plumbline.Client;

/// <summary>What became of the lines given to a sender, at one moment. Everything queued is one of waiting, accepted, duplicate or
/// lost.</summary>
/// <param name="Queued">Lines given to the sender, lost ones included.</param>
/// <param name="Waiting">Lines in memory, the ones under way included.</param>
/// <param name="Accepted">Lines the server has on disk.</param>
/// <param name="Duplicates">Lines whose id the server already had.</param>
/// <param name="Lost">Lines that will never reach the server.</param>
/// <param name="Retries">Requests that were sent again.</param>
public readonly record struct SenderCounts(long Queued, long Waiting, long Accepted, long Duplicates, long Lost, long Retries);
