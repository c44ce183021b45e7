using Plumbline.Engine.Storage;

namespace Plumbline.Server.Ingest.Columns;

/// <summary>The quarters of an hour a model has events of whose rows are kept: each is a profile that is counted and stored. Bounded, and
/// thread-safe.</summary>
/// <param name="load">Those that are stored; asked once, when the first time comes.</param>
/// <param name="most">How many there may be.</param>
sealed class OpenQuarters(Func<IReadOnlyList<DateTimeOffset>> load, int most)
{
    const int OfADay = 96;
    const long Microseconds = 15L * 60 * 1_000_000;

    readonly Lock _gate = new();
    readonly Dictionary<int, UInt128> _days = [];
    DayRanges _sealed = DayRanges.None;
    int _count;
    bool _isLoaded;

    /// <summary>The quarter of a time in microseconds since 1970.</summary>
    internal static long Of(long time) => time / Microseconds;

    /// <summary>True when events of the quarter may come: it is known, or there is room for another.</summary>
    internal bool HasRoomFor(long quarter)
    {
        lock (_gate)
        {
            Load();
            return _count < most || (_days.GetValueOrDefault((int)(quarter / OfADay)) & BitOf(quarter)) != 0;
        }
    }

    /// <summary>An event of the quarter was taken.</summary>
    internal void Add(long quarter)
    {
        lock (_gate)
        {
            Load();
            Note(quarter);
        }
    }

    /// <summary>Days that are sealed take no more events, and no longer count.</summary>
    internal void Release(DayRanges days)
    {
        lock (_gate)
        {
            if (ReferenceEquals(days, _sealed)) return;
            _sealed = days;
            foreach ((int day, UInt128 quarters) in _days.Where(d => days.Contains(DateTimeOffset.UnixEpoch.AddDays(d.Key))).ToArray())
            {
                _days.Remove(day);
                _count -= (int)UInt128.PopCount(quarters);
            }
        }
    }

    void Load()
    {
        if (_isLoaded) return;
        foreach (DateTimeOffset start in load()) Note(Of((start - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond));
        _isLoaded = true;
    }

    void Note(long quarter)
    {
        int day = (int)(quarter / OfADay);
        UInt128 known = _days.GetValueOrDefault(day), bit = BitOf(quarter);
        if ((known & bit) != 0) return;
        _days[day] = known | bit;
        _count++;
    }

    static UInt128 BitOf(long quarter) => UInt128.One << (int)(quarter % OfADay);
}
