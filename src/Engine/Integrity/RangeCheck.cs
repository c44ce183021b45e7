using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Integrity;

/// <summary>The share of current rows outside the reference's range. Never the extremes alone: of two identical samples one nearly always
/// reaches further.</summary>
static class RangeCheck
{
    public static void Run(ColumnRequest request)
    {
        if (request.Column.Type != ColumnType.Numeric || request.Column.Role == ColumnRole.Id) return;
        if (request.Reference.Summary is not { Min: { } min, Max: { } max } reference || request.Current.Present == 0
            || Outside(request.Current, new ValueRange(min, max)) is not { } outside) return;
        long present = request.Current.Present;
        double share = (double)outside / present;
        bool broken = share > request.Options.OutsideRange
            && TailProbability(outside, reference.Present, present) < request.Options.Level;
        request.Checks.Add("range", CheckList.Current,
            new Finding(broken ? "range" : "range.inside", !broken, share,
                Expected.AtMost("outside", request.Options.OutsideRange)),
            ("share", Figures.Share(share)), ("count", Figures.Count(outside)), ("min", Figures.Number(min)), ("max", Figures.Number(max)),
            ("current_min", Figures.Number(request.Current.Summary?.Min ?? double.NaN)),
            ("current_max", Figures.Number(request.Current.Summary?.Max ?? double.NaN)));
    }

    /// <summary>Rows outside; null where nothing is known of the values but their extremes, and those lie beyond.</summary>
    static long? Outside(ColumnSide side, ValueRange range)
    {
        if (side.Summary is { Min: { } from, Max: { } to } && from >= range.Min && to <= range.Max) return 0;
        if (side.Content is ColumnContent.Numbers { On.Range: { } own } counted && own == range) return counted.Outside.Total;
        if (side.Slice is NumericSlice rows) return range.Count(rows.Values.Span).Total;
        return side.Slice is null && side.Content is ColumnContent.Numbers numbers
            ? OutsideOfProfile.AtLeast(numbers, side.Summary, range) : null;
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
