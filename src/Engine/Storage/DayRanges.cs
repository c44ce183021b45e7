using System.Collections.Immutable;

namespace Plumbline.Engine.Storage;

/// <summary>A set of days in UTC, kept as ranges: thousands of days in a row cost as much as one.</summary>
public sealed class DayRanges
{
    readonly ImmutableArray<(int First, int Last)> _ranges;

    DayRanges(ImmutableArray<(int First, int Last)> ranges) => _ranges = ranges;

    /// <summary>No day.</summary>
    public static DayRanges None { get; } = new([]);

    /// <summary>True when there is no day.</summary>
    public bool IsEmpty => _ranges.IsEmpty;

    /// <summary>The days as times that do not touch each other, in order; <c>To</c> is not included.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Times => _ranges.Select(r => (StartOf(r.First), StartOf(r.Last + 1)));

    /// <summary>True when the day of a moment is in the set. O(log ranges).</summary>
    public bool Contains(DateTimeOffset moment)
    {
        int day = DayOf(moment), low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (day > _ranges[middle].Last) low = middle + 1;
            else if (day < _ranges[middle].First) high = middle - 1;
            else return true;
        }
        return false;
    }

    /// <summary>This set and the days of some moments.</summary>
    public DayRanges With(IEnumerable<DateTimeOffset> moments)
    {
        var ranges = _ranges.Concat(moments.Select(m => (First: DayOf(m), Last: DayOf(m)))).OrderBy(r => r.First);
        var joined = new List<(int First, int Last)>();
        foreach (var range in ranges)
            if (joined.Count == 0 || range.First > joined[^1].Last + 1) joined.Add(range);
            else joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, range.Last));
        return new DayRanges([.. joined]);
    }

    static DateTimeOffset StartOf(int day) => new(day * TimeSpan.TicksPerDay, TimeSpan.Zero);

    static int DayOf(DateTimeOffset moment) => (int)(moment.UtcTicks / TimeSpan.TicksPerDay);
}
