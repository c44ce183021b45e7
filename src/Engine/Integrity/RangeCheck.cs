using System.Numerics;
using System.Runtime.InteropServices;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Integrity;

/// <summary>The share of current rows outside the reference's range. Never the extremes alone: of two identical samples one nearly always
/// reaches further.</summary>
static class RangeCheck
{
    public static void Run(ColumnRequest request)
    {
        if (request.Column.Type != ColumnType.Numeric || request.Column.Role == ColumnRole.Id) return;
        if (request.Reference.Summary is not { Min: { } min, Max: { } max } reference || request.Current.Present == 0
            || Outside(request.Current, min, max) is not { } outside) return;
        long present = request.Current.Present;
        double share = (double)outside / present;
        bool broken = share > request.Options.OutsideRange
            && TailProbability(outside, reference.Present, present) < request.Options.Level;
        request.Checks.Add("range", CheckList.Current,
            new Finding(broken ? "range" : "range.inside", !broken, share, $"at most {Figures.Share(request.Options.OutsideRange)} outside"),
            ("share", Figures.Share(share)), ("count", Figures.Count(outside)), ("min", Figures.Number(min)), ("max", Figures.Number(max)),
            ("current_min", Figures.Number(request.Current.Summary?.Min ?? double.NaN)),
            ("current_max", Figures.Number(request.Current.Summary?.Max ?? double.NaN)));
    }

    /// <summary>Rows outside; null where they cannot be told: neither rows nor a sketch are at hand and the extremes lie beyond.</summary>
    static long? Outside(ColumnSide side, double min, double max)
    {
        if (side.Summary is { Min: { } from, Max: { } to } && from >= min && to <= max) return 0;
        if (side.Slice is NumericSlice rows) return CountOutside(rows.Values.Span, min, max);
        return side.Slice is null && side.Content is ColumnContent.Numbers { Sketch: { } sketch } ? AtLeastOutside(sketch, side.Summary, min, max) : null;
    }

    /// <summary>Exact where the sketch still holds every value, else the fewest that its rank error leaves room for: an error of the sketch is no
    /// breach.</summary>
    static long AtLeastOutside(QuantileSketch sketch, ColumnSummary? summary, double min, double max)
    {
        if (sketch.IsExact) return CountOutside(sketch.Values, min, max);
        double below = sketch.Cdf(Math.BitDecrement(min)), above = 1 - sketch.Cdf(max);
        long least = (long)Math.Floor((Beyond(below, sketch) + Beyond(above, sketch)) * sketch.Count);
        return Math.Max(least, (summary?.Min < min ? 1 : 0) + (summary?.Max > max ? 1 : 0));
    }

    static double Beyond(double share, QuantileSketch sketch) => Math.Max(0, share - sketch.RankError);

    /// <summary>Finite values below <paramref name="min"/> or above <paramref name="max"/>. NaN and infinities are not counted.</summary>
    public static long CountOutside(ReadOnlySpan<double> values, double min, double max)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var (low, high) = (new Vector<double>(min), new Vector<double>(max));
        var (least, most) = (new Vector<double>(-double.MaxValue), new Vector<double>(double.MaxValue));
        Vector<long> counted = Vector<long>.Zero;
        foreach (Vector<double> vector in vectors)
        {
            Vector<long> below = Vector.LessThan(vector, low) & Vector.GreaterThanOrEqual(vector, least);
            Vector<long> above = Vector.GreaterThan(vector, high) & Vector.LessThanOrEqual(vector, most);
            counted -= below | above;
        }
        long outside = Vector.Sum(counted);
        foreach (double value in values[(vectors.Length * Vector<double>.Count)..])
            if (double.IsFinite(value) && (value < min || value > max)) outside++;
        return outside;
    }

    /// <summary>The chance that at least so many current rows lie outside the reference's range when both sides have one continuous
    /// distribution (any): all orders of n + m rows are alike, so k rows outside have probability (k+1) C(n+m-k-2, n-2) / C(n+m, n).
    /// Ties make it smaller. Needs two reference rows; with fewer it is 1.</summary>
    public static double TailProbability(long outside, long referenceRows, long currentRows)
    {
        if (outside <= 0 || referenceRows < 2) return 1;
        double n = referenceRows, m = currentRows;
        double term = n / (n + m) * ((n - 1) / (n + m - 1));
        double below = 0;
        for (long k = 0; k < outside; k++)
        {
            below += term;
            if (1 - below < 1e-12) return 0;
            term *= (k + 2.0) / (k + 1.0) * ((m - k) / (n + m - k - 2));
        }
        return Math.Clamp(1 - below, 0, 1);
    }
}
