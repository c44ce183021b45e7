using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Events;

/// <summary>When a request came, and what events get that say no id.</summary>
/// <param name="Microseconds">When it was received, since 1970 UTC.</param>
/// <param name="IdPrefix">An id is this and the place in the request.</param>
/// <param name="Sealed">Days of which rows are gone: nothing more can be counted in them.</param>
/// <param name="Quarters">Quarters of an hour with events, of which there is a most; null: rows that are in no cell.</param>
readonly record struct EventArrival(long Microseconds, byte[] IdPrefix, DayRanges Sealed, OpenQuarters? Quarters = null)
{
    static readonly Why s_tooManyQuarters = new(
        $"The model has events of {IngestLimits.OpenQuarters} quarters of an hour whose rows are kept, which is the most, and this time is "
            + "in none of them. Retention makes room; times that are wrong are best deleted.", LimitName.OpenQuarters);

    internal static Why BeforeEarliest { get; } = new("The time is before 1970.", LimitName.EarliestYear);

    internal static Why InSealedDay { get; } = new("Rows of this day are past retention and gone, so its counts can no longer change.");

    /// <summary>Why a time cannot be one of an event; null when it can.</summary>
    /// <param name="time">In microseconds since 1970.</param>
    /// <param name="hasRoom">True when its quarter of an hour is known to have events.</param>
    internal Why? WhyNot(long time, bool hasRoom = false)
    {
        if (time < IngestLimits.EarliestTime) return BeforeEarliest;
        if (!Sealed.IsEmpty && Sealed.Contains(DateTimeOffset.UnixEpoch.AddTicks(time * TimeSpan.TicksPerMicrosecond))) return InSealedDay;
        if (time - Microseconds <= IngestLimits.FutureSeconds * 1_000_000L)
            return !hasRoom && Quarters is { } quarters && !quarters.HasRoomFor(OpenQuarters.Of(time)) ? s_tooManyQuarters : default(Why?);
        return new Why($"The time is more than {IngestLimits.FutureSeconds / 60} minutes ahead of the server's clock.",
            LimitName.FutureSeconds);
    }
}
