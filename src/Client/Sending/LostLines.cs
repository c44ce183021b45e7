namespace Plumbline.Client;

/// <summary>Lines that will never reach the server.</summary>
/// <param name="Count">How many events, truths or metric points.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What the server or the network said, in words.</param>
public sealed record LostLines(long Count, LossReason Reason, string Detail);
