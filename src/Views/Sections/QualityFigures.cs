using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Views.Words;

namespace Plumbline.Views.Sections;

/// <summary>How numbers of quality are written and on which scale they are drawn.</summary>
static class QualityFigures
{
    /// <summary>Numbers up to 1 in three decimals, larger ones in four digits.</summary>
    public static string Of(double value) => Math.Abs(value) <= 1 ? Figures.Three(value) : Figures.Number(value);

    public static string Interval(MeasureValue? value) => value is null ? "" : Figures.Interval(value.Low, value.High, Of);

    /// <summary>The common scale of measures between 0 and 1, rounded outwards to .05; null when none is.</summary>
    public static (double From, double To)? UnitDomain(IEnumerable<MeasureValue?> values)
    {
        double[] ends = [.. values.OfType<MeasureValue>().Where(IsUnit)
            .SelectMany(v => new[] { v.Low ?? v.Value, v.Value, v.High ?? v.Value }).Where(double.IsFinite)];
        if (ends.Length == 0) return null;
        double from = Math.Max(0, Math.Floor(ends.Min() * 20 - .3) / 20), to = Math.Min(1, Math.Ceiling(ends.Max() * 20 + .3) / 20);
        return to > from ? (from, to) : (0, 1);
    }

    /// <summary>True for a measure that shares its scale with others: a share of which more is better. Losses have scales of their
    /// own.</summary>
    public static bool IsCommon(string measure) =>
        QualityMeasures.Find(measure) is not { } known || (known.IsUnit && known.Direction == MeasureDirection.HigherIsBetter);

    /// <summary>The scale of one measure that has no common one.</summary>
    public static (double From, double To) OwnDomain(params ReadOnlySpan<MeasureValue?> values)
    {
        double from = double.PositiveInfinity, to = double.NegativeInfinity;
        foreach (MeasureValue? value in values)
            foreach (double end in (ReadOnlySpan<double>)[value?.Low ?? double.NaN, value?.Value ?? double.NaN, value?.High ?? double.NaN])
                if (double.IsFinite(end)) (from, to) = (Math.Min(from, end), Math.Max(to, end));
        if (!double.IsFinite(from)) return (0, 1);
        double pad = to > from ? (to - from) * .25 : Math.Max(1e-9, Math.Abs(to) * .1);
        return (from - pad, to + pad);
    }

    public static bool IsUnit(MeasureValue value) => value.Value is >= 0 and <= 1 && (value.Low ?? 0) >= 0 && (value.High ?? 1) <= 1;
}
