using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Integrity;

/// <summary>The largest gap between two rows in time, against the reference's largest and usual ones.</summary>
static class TimeGapsCheck
{
    public static void Run(ColumnRequest request)
    {
        if (request.Column.Role != ColumnRole.Timestamp || request.Reference.Slice is not TimestampSlice reference
            || request.Current.Slice is not TimestampSlice current) return;
        if (TimeSpacing.Of(current) is not { } now) return;
        if (TimeSpacing.Of(reference) is not { } before) return;
        double limit = request.Options.GapFactor * before.Largest * Math.Max(1, now.Usual / before.Usual)
            * Math.Max(1, Math.Log(now.Times) / Math.Log(before.Times));
        bool broken = now.Largest > limit;
        request.Checks.Add("time_gaps", CheckList.Current,
            new Finding(broken ? "time_gaps" : "time_gaps.none", !broken, now.Largest, Expected.Gap(limit)),
            ("gap", Figures.Span(now.Largest)), ("from", Figures.Moment(now.LargestFrom)), ("reference", Figures.Span(before.Largest)),
            ("usual", Figures.Span(before.Usual)));
    }
}

/// <summary>How far apart the times of a column are.</summary>
/// <param name="Times">Different moments.</param>
/// <param name="Usual">Median gap between neighbouring moments, seconds (of at most 2 000 evenly taken gaps).</param>
/// <param name="Largest">Largest gap, seconds.</param>
/// <param name="LargestFrom">Where it begins, microseconds since 1970.</param>
readonly record struct TimeSpacing(long Times, double Usual, double Largest, long LargestFrom)
{
    const int MinimumTimes = 30;
    const int SampledGaps = 2_000;
    const double MicrosecondsPerSecond = 1e6;

    /// <summary>The spacing, or null with fewer than 30 different moments.</summary>
    public static TimeSpacing? Of(TimestampSlice slice)
    {
        ReadOnlySpan<long> times = Ascending(slice.Microseconds.Span);
        long distinct = times.Length == 0 ? 0 : 1;
        long largest = 0, from = 0;
        for (int i = 1; i < times.Length; i++)
        {
            long gap = times[i] - times[i - 1];
            if (gap > 0) distinct++;
            if (gap > largest) (largest, from) = (gap, times[i - 1]);
        }
        if (distinct < MinimumTimes) return null;
        return new TimeSpacing(distinct, MedianGap(times, distinct), largest / MicrosecondsPerSecond, from);
    }

    static ReadOnlySpan<long> Ascending(ReadOnlySpan<long> times)
    {
        var present = new long[times.Length];
        int count = 0;
        bool sorted = true;
        foreach (long time in times)
        {
            if (time == TimestampSlice.MissingTime) continue;
            sorted &= count == 0 || present[count - 1] <= time;
            present[count++] = time;
        }
        if (!sorted) Array.Sort(present, 0, count);
        return present.AsSpan(0, count);
    }

    static double MedianGap(ReadOnlySpan<long> times, long distinct)
    {
        long stride = Math.Max(1, (distinct - 1) / SampledGaps);
        var gaps = new List<long>();
        long at = 0;
        for (int i = 1; i < times.Length; i++)
        {
            long gap = times[i] - times[i - 1];
            if (gap > 0 && at++ % stride == 0) gaps.Add(gap);
        }
        gaps.Sort();
        return gaps[gaps.Count / 2] / MicrosecondsPerSecond;
    }
}
