using System.Globalization;
using Plumbline.Engine.Storage;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Truths;

/// <summary>Truths may come before their events and wait for them: so many, and no more.</summary>
/// <remarks>A truth that was accepted is never dropped for want of room, so room is asked for before. Whether the event of a truth is there
/// is known only when truths are joined, some seconds later; until then it does not count as waiting.</remarks>
static class WaitingRoom
{
    /// <summary>Why a truth of a model cannot be taken now; null when it can.</summary>
    internal static Why? WhyNot(IEventStore events, int model)
    {
        IReadOnlyDictionary<int, long> waiting = events.WaitingTruths;
        if (waiting.Count == 0) return null;
        if (waiting.GetValueOrDefault(model) >= IngestLimits.WaitingTruths)
            return Full("of this model", IngestLimits.WaitingTruths, LimitName.WaitingTruths);
        return waiting.Values.Sum() >= IngestLimits.WaitingTruthsInAll
            ? Full("of all models", IngestLimits.WaitingTruthsInAll, LimitName.WaitingTruthsInAll) : default(Why?);
    }

    static Why Full(string whose, int most, string limit) => new(string.Create(CultureInfo.InvariantCulture,
        $"{most} truths {whose} wait for events that have not come, which is the most: send their events, then the truth again."), limit);
}
