using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Ingest.Files;

/// <summary>The stretches of time that were loaded as history: windows in them that had ended by then page nobody, however short ago.
/// Thread-safe.</summary>
/// <remarks>Kept in the catalog before the events are acknowledged: a server that is started anew in between pages nobody either.</remarks>
sealed class Backfills(IMonitorCatalog catalog, TimeProvider time)
{
    const int Most = 10_000;

    // The moment of a backfill that goes on is kept as often as this.
    static readonly TimeSpan s_moment = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    readonly List<Backfill> _known = [.. catalog.Backfills()];

    /// <summary>Events of a stretch of time are about to come in as history.</summary>
    internal void Note(int model, DateTimeOffset first, DateTimeOffset last)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            _known.RemoveAll(k => now - k.At > TimeWindows.HistoricalAge);
            int same = _known.FindIndex(k => k.Model == model && k.First <= last && k.Last >= first);
            if (same < 0 && _known.Count >= Most) return;
            var before = same < 0 ? new Backfill(model, last, first, default) : _known[same];
            var next = new Backfill(model, Earlier(before.First, first), Later(before.Last, last), now);
            if (same < 0) _known.Add(next);
            // A page of the catalog for every batch would be too much; for every batch that brings something new it is what an append
            // costs.
            else if (next with { At = before.At } == before && now - before.At < s_moment) return;
            else _known[same] = next;
            catalog.KeepBackfills(model, [.. _known.Where(k => k.Model == model)]);
        }
    }

    /// <summary>True for a window that holds events of a backfill and had ended when they came.</summary>
    internal bool Covers(int model, Window window)
    {
        lock (_gate) return _known.Exists(k => k.Model == model && window.End <= k.At && window.Start <= k.Last && window.End > k.First);
    }

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
