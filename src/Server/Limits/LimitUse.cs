using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Limits;

/// <summary>How much of a limit is used now, where that costs next to nothing to say.</summary>
sealed class LimitUse(ICatalog catalog, IRejectedInbox inbox, IEventStore events, Ingestion ingestion)
{
    /// <summary>By the limit's name.</summary>
    internal IReadOnlyDictionary<string, double> Read()
    {
        (_, long bytes) = inbox.Size;
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [LimitName.Models] = catalog.Models().Count,
            ["keys"] = catalog.Keys().Count,
            ["rejected_bytes_in_all"] = bytes,
            [LimitName.WaitingTruthsInAll] = events.WaitingTruths.Values.Sum(),
            [LimitName.ConcurrentRequests] = ingestion.Running,
            ["in_flight_bytes"] = ingestion.InFlightBytes,
        };
    }
}
