using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;

namespace Plumbline.Views.Dashboard;

/// <summary>How dark a cell of a heat map is: the further the measure is below that of all rows, where its interval leaves it. Chance alone
/// draws nothing.</summary>
sealed class SegmentShade(string? measure, IEnumerable<(MeasureValue? Value, long Rows)> cells)
{
    readonly bool _isHigherBetter = QualityMeasures.Find(measure ?? "")?.Direction != MeasureDirection.LowerIsBetter;
    readonly double _whole = Mean([.. cells.Where(c => IsKnown(c.Value)).Select(c => (c.Value!.Value, c.Rows))]);

    public static bool IsKnown(MeasureValue? value) => value is not null && double.IsFinite(value.Value);

    /// <summary>How much worse than all rows, beyond chance; 0: not worse; least where it is not known.</summary>
    public double Loss(MeasureValue? value)
    {
        if (!IsKnown(value)) return -1;
        bool isWorse = _isHigherBetter ? value!.High < _whole : value!.Low > _whole;
        return isWorse ? Math.Abs(value.Value - _whole) : 0;
    }

    public string? Css(MeasureValue? value)
    {
        double loss = Loss(value);
        if (loss < 0) return "few";
        if (loss == 0) return null;
        return $"h{(int)Math.Clamp(Math.Round(10 * loss / Math.Max(.4, Math.Abs(_whole))), 1, 10)}";
    }

    static double Mean((double Value, long Rows)[] known) => known.Sum(k => k.Value * k.Rows) / Math.Max(1, known.Sum(k => (double)k.Rows));
}
