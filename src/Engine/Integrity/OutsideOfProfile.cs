using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Integrity;

/// <summary>Values outside a range that the cells of a profile were not frozen on: the fewest that it leaves room for, so that what is
/// not known is no breach.</summary>
static class OutsideOfProfile
{
    /// <summary>Exact where the sketch still holds every value; else the most of what cells, extremes and the sketch say for
    /// sure.</summary>
    public static long AtLeast(ColumnContent.Numbers numbers, ColumnSummary? summary, ValueRange range)
    {
        if (numbers.Sketch is { IsExact: true } every) return range.Count(every.Values).Total;
        long extremes = (summary?.Min < range.Min ? 1 : 0) + (summary?.Max > range.Max ? 1 : 0);
        return Math.Max(extremes, Math.Max(OfCells(numbers, range), OfSketch(numbers.Sketch, range)));
    }

    // Cells that lie wholly outside, and what lies outside a range that holds this one.
    static long OfCells(ColumnContent.Numbers numbers, ValueRange range)
    {
        long found = 0;
        for (int cell = 0; cell < numbers.Counts.Length; cell++)
        {
            var (low, high) = numbers.On.Bins.RangeOf(cell);
            if (high < range.Min || low > range.Max) found += numbers.Counts[cell];
        }
        bool holds = numbers.On.Range is var (min, max) && min <= range.Min && max >= range.Max;
        return holds ? Math.Max(found, numbers.Outside.Total) : found;
    }

    static long OfSketch(QuantileSketch? sketch, ValueRange range)
    {
        if (sketch is null || sketch.Count == 0) return 0;
        double below = sketch.Cdf(Math.BitDecrement(range.Min)), above = 1 - sketch.Cdf(range.Max);
        return (long)Math.Floor((Beyond(below, sketch) + Beyond(above, sketch)) * sketch.Count);
    }

    static double Beyond(double share, QuantileSketch sketch) => Math.Max(0, share - sketch.RankError);
}
