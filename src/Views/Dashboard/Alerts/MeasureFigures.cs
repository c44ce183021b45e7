using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Views.Sections;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>How values of measures are written: shares as percentages, latencies with their unit, ages as lengths of time.</summary>
static class MeasureFigures
{
    public static string Of(string measure, double value, Viewer viewer) => FormatOf(measure, viewer)(value);

    public static Func<double, string> FormatOf(string measure, Viewer viewer) => measure switch
    {
        MonitorMeasures.Age => seconds => double.IsFinite(seconds) ? viewer.Length(TimeSpan.FromSeconds(Math.Min(seconds, 1e9))) : "–",
        MonitorMeasures.Rows => rows => double.IsFinite(rows) ? viewer.Count((long)Math.Round(rows)) : "–",
        OperationsMeasures.Throughput => perSecond => Figures.Number(perSecond) + " /s",
        _ when measure.StartsWith("latency_p", StringComparison.Ordinal) => viewer.Milliseconds,
        _ when measure == OperationsMeasures.ErrorShare || measure.EndsWith("_share", StringComparison.Ordinal) => Figures.Share,
        "check.missing" or "check.range" or "check.unseen_categories" => Figures.Share,
        "effect" => Figures.Two,
        _ => QualityFigures.Of,
    };

    public static string Interval(string measure, double? low, double? high, Viewer viewer) =>
        Figures.Interval(low, high, FormatOf(measure, viewer));

    /// <summary>Name of a measure in one language, to stand inside a sentence; also of checks and custom metrics.</summary>
    public static string NameIn(string measure, Engine.Messages.Language language) =>
        CustomMetric.TryParse(measure, out var metric) ? $"{PlainText.Show(metric.Name, 60)} ({metric.Statistic})"
        : Wording.Inside(Say.Has(measure) ? Say.Plain(measure, language) : Wording.MeasureIn(measure, language));

    /// <summary>The same in both languages.</summary>
    public static Microsoft.AspNetCore.Components.MarkupString Name(string measure) => Say.Pair(
        PlainText.Encode(NameIn(measure, Engine.Messages.Language.English)), PlainText.Encode(NameIn(measure,
            Engine.Messages.Language.Chinese)));
}
