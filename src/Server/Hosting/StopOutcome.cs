namespace Plumbline.Server.Hosting;

/// <summary>How a server stopped.</summary>
/// <param name="Unfinished">Parts that failed or did not end in time; "requests" where some were cut off before they were answered.</param>
/// <param name="RowsBehind">Acknowledged rows that are in the log, but not yet in the row store and the saved profiles: the next start
/// takes them up.</param>
public sealed record StopOutcome(IReadOnlyList<string> Unfinished, long RowsBehind)
{
    /// <summary>True when every part ended as it should.</summary>
    public bool IsInOrder => Unfinished.Count == 0;
}
