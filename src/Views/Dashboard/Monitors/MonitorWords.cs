using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Monitors;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>Words for the closed sets of monitors, and what a monitor asks in words.</summary>
static class MonitorWords
{
    public static string Key(MonitorKind kind) => "monitors.kind_" + kind.ToString().ToLowerInvariant();

    public static string Key(MonitorSeverity severity) => "monitors.severity_" + severity.ToString().ToLowerInvariant();

    public static string Key(MonitorState state) => "monitors.state_" + state.ToString().ToLowerInvariant();

    public static string Key(ThresholdRelation relation) => "monitors.relation_" + relation.ToString().ToLowerInvariant();

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The measure, or the kind's own verdict.</summary>
    public static MarkupString Measure(MonitorDefinition monitor) => monitor.Measure is { } measure ? MeasureFigures.Name(measure)
        : Say.It("monitors.own_" + Word(monitor.Kind));

    /// <summary>What it must not pass.</summary>
    public static MarkupString Threshold(MonitorDefinition monitor, Viewer viewer)
    {
        if (monitor.Threshold is not { } threshold) return Say.It("monitors.own_rule");
        string measure = monitor.Measure ?? monitor.Kind switch
        {
            MonitorKind.Freshness => MonitorMeasures.Age,
            MonitorKind.Volume or MonitorKind.Absence => MonitorMeasures.Rows,
            _ => "",
        };
        string Text(double bound) => threshold.Relation == ThresholdRelation.Ratio ? "× " + Figures.Number(bound)
            : threshold.Relation == ThresholdRelation.Difference ? Figures.Signed(bound, v => MeasureFigures.Of(measure, v, viewer))
            : MeasureFigures.Of(measure, bound, viewer);
        string key = (threshold.Low, threshold.High) switch { (null, _) => "at_most", (_, null) => "at_least", _ => "between" };
        return Say.It("monitors." + key + (threshold.Relation == ThresholdRelation.Absolute ? "" : "_baseline"),
            ("low", threshold.Low is { } low ? Text(low) : ""), ("high", threshold.High is { } high ? Text(high) : ""));
    }

    /// <summary>Which columns, segment values, version.</summary>
    public static IEnumerable<MarkupString> Selection(MonitorDefinition monitor)
    {
        if (!monitor.Columns.IsEmpty) yield return Say.It("monitors.columns_of", ("names", string.Join(", ", monitor.Columns.Take(4))
            + (monitor.Columns.Length > 4 ? ", …" : "")));
        if (monitor.Segment is { } segment) yield return Say.It("monitors.segment_of", ("segment", segment));
        if (monitor.Environment is { } environment) yield return Say.It("monitors.environment_of", ("environment", environment));
        if (monitor.Version is { } version) yield return Say.It("monitors.version_of", ("version", version));
    }

    /// <summary>What it compares with.</summary>
    public static MarkupString Baseline(BaselineChoice choice) => choice switch
    {
        BaselineChoice.Named named => Say.Name(named.Name, 40),
        BaselineChoice.Rolling rolling => Say.It("monitors.rolling", ("n", Figures.Count(rolling.Windows))),
        BaselineChoice.Seasonal seasonal => Say.It("monitors.seasonal", ("n", Figures.Count(seasonal.Weeks))),
        BaselineChoice.OfVersion other => Say.It("monitors.other_version", ("version", other.Version)),
        _ => Say.It("monitors.no_baseline"),
    };

    public static MarkupString Window(WindowDefinition window, Viewer viewer) => window is WindowDefinition.ByCount count
        ? Say.It("monitors.by_count", ("n", viewer.Count(count.Events)))
        : Say.It("monitors.by_time", ("length", Length(((WindowDefinition.ByTime)window).Length, viewer)));

    /// <summary>The length of a window: a day is a day here, not 24 h, and an hour not 60 min.</summary>
    public static string Length(TimeSpan length, Viewer viewer) =>
        length.Ticks > 0 && length.Ticks % TimeSpan.TicksPerDay == 0 ? viewer.Text("time.days", ("n",
            Figures.Count((long)length.TotalDays)))
        : length.Ticks > 0 && length.Ticks % TimeSpan.TicksPerHour == 0 ? viewer.Text("time.hours", ("n",
            Figures.Count((long)length.TotalHours)))
        : viewer.Length(length);

    public static Status StatusOf(MonitorDefinition monitor, Evaluation? newest) => newest is null || monitor.State != MonitorState.Active
        ? Status.None : ModelWords.StatusOf(newest.Status);

    public static MarkupString Verdict(EvaluationStatus status) => Say.It("monitors.verdict_" + Word(status));
}
