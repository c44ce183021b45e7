using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Quality;
using Plumbline.Views.Sections;

namespace Plumbline.Views.Words;

/// <summary>Values of a monitor's measures in their own units.</summary>
static class PartFigures
{
    static readonly HashSet<string> s_counts = new(StringComparer.Ordinal)
    {
        "rows", "columns", "present", "missing", "infinite", "unreadable", "distinct", "refused_rows", "duplicate_rows", "missing_columns",
        "extra_columns", "drifted_columns", "judged_columns", "failed_checks", "failed_errors", "correlation_changes", "new_categories",
        "vanished_categories", "beyond_tolerance",
    };

    public static bool IsShare(string measure) => measure.EndsWith("_share", StringComparison.Ordinal);

    /// <summary>23.8 %, 38 ms, 3 h, 4,812, 0.462.</summary>
    public static string Of(string measure, double value, Language language)
    {
        if (IsShare(measure)) return Figures.Share(value);
        if (measure.StartsWith("latency_", StringComparison.Ordinal)) return Figures.Milliseconds(value);
        if (measure == MonitorMeasures.Age && double.IsFinite(value)) return Lengths.In(TimeSpan.FromSeconds(value), language);
        if (s_counts.Contains(measure) && double.IsFinite(value)) return Figures.Count((long)Math.Round(value));
        return QualityMeasures.Find(measure) is not null ? QualityFigures.Of(value) : Figures.Number(value);
    }

    /// <summary>The value with its 95 % interval, where it has one that is not its sentence's own share of rows.</summary>
    public static string WithInterval(EvaluationPart part, Language language)
    {
        string value = Of(part.Measure, part.Value, language);
        bool isExact = part.Low is null || part.High is null || part.Low == part.High || IsShare(part.Measure)
            || CustomMetric.TryParse(part.Measure, out _);
        return isExact ? value : $"{value} {Figures.Interval(part.Low, part.High, v => Of(part.Measure, v, language))}";
    }
}
