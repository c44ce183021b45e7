using System.Globalization;
using System.Text.RegularExpressions;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>What is wrong with a monitor before it ever runs.</summary>
public static partial class MonitorProblems
{
    const int LongestName = 100;
    const int MostColumns = 100;

    static readonly TimeSpan s_step = TimeSpan.FromMinutes(15);
    static readonly TimeSpan s_longest = TimeSpan.FromDays(31);

    /// <summary>Every problem; empty for a monitor that can be kept.</summary>
    /// <param name="monitor">Any.</param>
    /// <param name="task">Of its model; null where it is not known: then every measure of quality may be meant.</param>
    public static IReadOnlyList<MonitorProblem> Of(MonitorDefinition monitor, ModelTask? task)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return
        [
            .. OfSelection(monitor), .. OfWindow(monitor.Window), .. At("baseline", OfBaseline(monitor.Baseline)),
            .. At("measure", OfMeasure(monitor, task)), .. At("threshold", OfThreshold(monitor)),
        ];
    }

    /// <summary>A sentence of these.</summary>
    /// <param name="name">Its key without the area.</param>
    /// <param name="arguments">What it names.</param>
    public static Message Said(string name, params ReadOnlySpan<(string Name, string Value)> arguments) =>
        Message.Of("monitor_problem." + name, arguments);

    static IEnumerable<MonitorProblem> At(string field, IEnumerable<Message> said) => said.Select(s => new MonitorProblem(field, s));

    static IEnumerable<MonitorProblem> OfSelection(MonitorDefinition monitor)
    {
        if (monitor.Name.Length > LongestName || !Allowed().IsMatch(monitor.Name))
            yield return new("name", Said("name", ("name", Shown(monitor.Name)), ("most", Text(LongestName))));
        if (monitor.Columns.Length > MostColumns)
            yield return new("columns", Said("many_columns", ("n", Text(monitor.Columns.Length)), ("most", Text(MostColumns))));
        if (monitor.Columns.Any(string.IsNullOrEmpty)) yield return new("columns", Said("empty_column"));
        if (monitor.Segment is "") yield return new("segment", Said("empty_segment"));
        if (monitor.Version is "") yield return new("version", Said("empty_version"));
        if (monitor.Environment is "") yield return new("environment", Said("empty_environment"));
        if (monitor is { Environment: not null, Segment: not null }) yield return new("environment", Said("environment_and_segment"));
        if (monitor is { Kind: MonitorKind.Fairness, Segment: not null }) yield return new("segment", Said("fairness_segment"));
    }

    static IEnumerable<MonitorProblem> OfWindow(WindowDefinition window)
    {
        if (window is WindowDefinition.ByCount count && count.Events is < 100 or > 10_000_000)
            yield return new("window", Said("window_count", ("n", Text(count.Events))));
        if (window is not WindowDefinition.ByTime time) yield break;
        if (time.Length < s_step || time.Length > s_longest || time.Length.Ticks % s_step.Ticks != 0)
            yield return new("window", Said("window_length", ("length", WindowText.Of(time.Length))));
        if (time.Offset < TimeSpan.Zero || time.Offset >= time.Length || time.Offset.Ticks % s_step.Ticks != 0)
            yield return new("offset", Said("offset_length", ("length", WindowText.Of(time.Offset))));
    }

    static IEnumerable<Message> OfBaseline(BaselineChoice baseline) => baseline switch
    {
        BaselineChoice.Rolling { Windows: < 1 or > 100 } rolling => [Said("rolling", ("n", Text(rolling.Windows)))],
        BaselineChoice.Seasonal { Weeks: < 1 or > 26 } seasonal => [Said("seasonal", ("n", Text(seasonal.Weeks)))],
        BaselineChoice.Named { Name: "" } => [Said("empty_baseline")],
        BaselineChoice.OfVersion { Version: "" } => [Said("empty_other_version")],
        _ => [],
    };

    static IEnumerable<Message> OfMeasure(MonitorDefinition monitor, ModelTask? task)
    {
        if (monitor.Measure is not { } path) return monitor.Kind is MonitorKind.Drift && monitor.Threshold is not null
            ? [Said("drift_measure")] : [];
        if (monitor.Kind == MonitorKind.Operations)
            return OperationsMeasures.Find(path) is not null ? []
                : [Unknown(path, OperationsMeasures.All.Select(m => m.Name), "unknown_operations")];
        if (Scopes(monitor.Kind) is not [_, ..] scopes)
        {
            string own = monitor.Kind == MonitorKind.Freshness ? MonitorMeasures.Age : MonitorMeasures.Rows;
            return path == own ? [] : [Said("own_measure", ("own", own))];
        }
        if (path == SuiteMeasures.Headline && monitor.Kind == MonitorKind.Quality) return [];
        var found = scopes.Select(s => SuiteMeasures.Find(s, path)).FirstOrDefault(m => m is not null);
        if (found is null) return [Unknown(path, SuiteMeasures.All.Where(m => scopes.Contains(m.Scope)).Select(m => m.Path))];
        if (found.IsWord) return [Said("word", ("path", path))];
        return task is { } asked && monitor.Kind == MonitorKind.Quality && !SuiteMeasures.FitsTask(path, asked)
            ? [Said("other_task_" + DatasetMeasures.Word(asked), ("path", path),
                ("fitting", string.Join(", ", QualityMeasures.Headline(asked))))] : [];
    }

    static IEnumerable<Message> OfThreshold(MonitorDefinition monitor)
    {
        if (monitor.Threshold is not { } threshold)
        {
            if (NeedsThreshold(monitor) && !OfMeasure(monitor, null).Any())
                yield return Said("needs_threshold", ("path", monitor.Measure!));
            yield break;
        }
        if (threshold is { Low: null, High: null }) yield return Said("empty_threshold");
        if (threshold.Low is { } l && !double.IsFinite(l)) yield return Said("not_finite", ("bound", "low"), ("value", Text(l)));
        if (threshold.High is { } h && !double.IsFinite(h)) yield return Said("not_finite", ("bound", "high"), ("value", Text(h)));
        if (threshold is { Low: { } low, High: { } high } && low > high)
            yield return Said("low_above_high", ("low", Text(low)), ("high", Text(high)));
        if (threshold is { Relation: ThresholdRelation.Ratio } && (threshold.Low < 0 || threshold.High < 0))
            yield return Said("negative_ratio");
        if (threshold.Relation != ThresholdRelation.Absolute && WhyNotRelative(monitor) is { } reason) yield return reason;
        if (monitor.Kind == MonitorKind.Absence) yield return Said("absence_threshold");
    }

    static Message? WhyNotRelative(MonitorDefinition monitor)
    {
        if (monitor.Kind is MonitorKind.Freshness or MonitorKind.Fairness) return Said("absolute_only");
        if (monitor.Kind != MonitorKind.Volume && monitor.Baseline is BaselineChoice.Nothing) return Said("relative_to_nothing");
        if (monitor.Measure is not { } path) return null;
        if (monitor.Kind == MonitorKind.Operations && CustomMetric.TryParse(path, out _)) return Said("custom_absolute");
        return Scopes(monitor.Kind).Select(s => SuiteMeasures.Find(s, path)).Any(m => m is { HasReference: false })
            ? Said("compares_itself", ("path", path)) : null;
    }

    static bool NeedsThreshold(MonitorDefinition monitor) => monitor is { Measure: { } path, Threshold: null } && monitor.Kind switch
    {
        MonitorKind.Drift => path != "effect",
        MonitorKind.Integrity => !IntegrityParts.IsCheck(path),
        MonitorKind.Operations => OperationsMeasures.Find(path) is { OwnRule: null },
        MonitorKind.Quality => SuiteMeasures.Find(SuiteScope.Quality, path) is { Better: BetterSide.Neither }
            && path != SuiteMeasures.Headline,
        MonitorKind.Volume or MonitorKind.Freshness or MonitorKind.Absence or MonitorKind.Fairness => false,
    };

    static SuiteScope[] Scopes(MonitorKind kind) => kind switch
    {
        MonitorKind.Drift or MonitorKind.Integrity => [SuiteScope.Column, SuiteScope.Dataset],
        MonitorKind.Quality => [SuiteScope.Quality],
        MonitorKind.Fairness => [SuiteScope.Fairness],
        MonitorKind.Operations or MonitorKind.Volume or MonitorKind.Freshness or MonitorKind.Absence => [],
    };

    static Message Unknown(string path, IEnumerable<string> names, string key = "unknown") => NearestName.Of(path, names) is { } near
        ? Said(key + "_near", ("path", Shown(path)), ("near", near)) : Said(key, ("path", Shown(path)));

    static string Text(long count) => MessageNumbers.Count(count);

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static string Shown(string text) => text.Length <= LongestName ? text : text[..LongestName] + "...";

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._\- ]*(?<! )$")]
    private static partial Regex Allowed();
}
