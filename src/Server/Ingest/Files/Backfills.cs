using Plumbline.Engine.Monitors;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Ingest.Files;

/// <summary>The stretches of time that were loaded as history: windows in them that had ended by then page nobody, however short ago. Thread-safe.</summary>
/// <remarks>Kept in memory: windows are judged within seconds, and what a window was judged as stays with its evaluation.</remarks>
sealed class Backfills(TimeProvider time)
{
    const int Most = 10_000;

    readonly Lock _gate = new();
    readonly List<Backfill> _known = [];

    /// <summary>Events of a stretch of time are about to come in as history.</summary>
    internal void Note(int model, DateTimeOffset first, DateTimeOffset last)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            _known.RemoveAll(k => now - k.At > TimeWindows.HistoricalAge);
            int same = _known.FindIndex(k => k.Model == model && k.First <= last && k.Last >= first);
            if (same >= 0) _known[same] = new Backfill(model, Earlier(_known[same].First, first), Later(_known[same].Last, last), now);
            else if (_known.Count < Most) _known.Add(new Backfill(model, first, last, now));
        }
    }

    /// <summary>True for a window that holds events of a backfill and had ended when they came.</summary>
    internal bool Covers(int model, Window window)
    {
        lock (_gate) return _known.Exists(k => k.Model == model && window.End <= k.At && window.Start <= k.Last && window.End > k.First);
    }

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    readonly record struct Backfill(int Model, DateTimeOffset First, DateTimeOffset Last, DateTimeOffset At);
}
