using System.Numerics;
using System.Runtime.InteropServices;
using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Integrity;

/// <summary>The share of current rows outside the reference's range. Never the extremes alone: of two identical samples one nearly always
/// reaches further.</summary>
static class RangeCheck
{
    public static void Run(ColumnRequest request)
    {
        if (request.Column.Type != ColumnType.Numeric || request.Column.Role == ColumnRole.Id) return;
        if (request.Reference.Summary is not { Min: { } min, Max: { } max } reference
            || request.Current.Slice is not NumericSlice current || request.Current.Present == 0) return;
        long outside = request.Current.Summary is { Min: { } from, Max: { } to } && from >= min && to <= max
            ? 0 : CountOutside(current.Values.Span, min, max);
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
