using System.Text.RegularExpressions;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>What is wrong with a monitor before it ever runs. Plain English for the API and the command line.</summary>
public static partial class MonitorProblems
{
    const int LongestName = 100;
    const int MostColumns = 100;

    static readonly TimeSpan s_step = TimeSpan.FromMinutes(15);
    static readonly TimeSpan s_longest = TimeSpan.FromDays(31);

    /// <summary>Every problem; empty for a monitor that can be kept.</summary>
    public static IReadOnlyList<MonitorProblem> Of(MonitorDefinition monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return
        [
            .. OfSelection(monitor), .. OfWindow(monitor.Window), .. At("baseline", OfBaseline(monitor.Baseline)),
            .. At("measure", OfMeasure(monitor)), .. At("threshold", OfThreshold(monitor)),
        ];
    }

    static IEnumerable<MonitorProblem> At(string field, IEnumerable<string> said) => said.Select(s => new MonitorProblem(field, s));

    static IEnumerable<MonitorProblem> OfSelection(MonitorDefinition monitor)
    {
        if (monitor.Name.Length > LongestName || !Allowed().IsMatch(monitor.Name))
            yield return new("name", $"The name '{Shown(monitor.Name)}' is not 1 to {LongestName} letters, digits, spaces, dots, dashes "
                + "and underscores, the first a letter or a digit, the last no space.");
        if (monitor.Columns.Length > MostColumns)
            yield return new("columns",
                $"It names {monitor.Columns.Length} columns, at most {MostColumns} are allowed: use a pattern with *.");
        if (monitor.Columns.Any(string.IsNullOrEmpty)) yield return new("columns", "A column's name is empty.");
        if (monitor.Segment is "") yield return new("segment", "The segment is left out or has a name; an empty one is neither.");
        if (monitor.Version is "") yield return new("version", "The version is left out or has a name; an empty one is neither.");
        if (monitor.Environment is "")
            yield return new("environment", "The environment is left out or has a name; an empty one is neither.");
        if (monitor is { Environment: not null, Segment: not null })
            yield return new("environment", "Rows are counted for one segment value at a time: leave out the environment or the segment.");
        if (monitor is { Kind: MonitorKind.Fairness, Segment: not null })
            yield return new("segment", "A fairness monitor compares the groups of protected columns: leave out the segment.");
    }

    static IEnumerable<MonitorProblem> OfWindow(WindowDefinition window)
    {
        if (window is WindowDefinition.ByCount count && count.Events is < 100 or > 10_000_000)
            yield return new("window", $"A window of {count.Events} events is out of range: 100 to 10000000.");
        if (window is not WindowDefinition.ByTime time) yield break;
        if (time.Length < s_step || time.Length > s_longest || time.Length.Ticks % s_step.Ticks != 0)
            yield return new("window",
                $"A window of {WindowText.Of(time.Length)} is out of range: a whole number of 15 minutes, up to 31 days.");
        if (time.Offset < TimeSpan.Zero || time.Offset >= time.Length || time.Offset.Ticks % s_step.Ticks != 0)
            yield return new("offset", $"An offset of {WindowText.Of(time.Offset)} is out of range: a whole number of 15 minutes, "
                + "less than the window's length.");
    }

    static IEnumerable<string> OfBaseline(BaselineChoice baseline) => baseline switch
    {
        BaselineChoice.Rolling { Windows: < 1 or > 100 } rolling => [$"rolling:{rolling.Windows} is out of range: 1 to 100 windows."],
        BaselineChoice.Seasonal { Weeks: < 1 or > 26 } seasonal => [$"seasonal:{seasonal.Weeks} is out of range: 1 to 26 weeks."],
        BaselineChoice.Named { Name: "" } => ["The baseline's name is empty."],
        BaselineChoice.OfVersion { Version: "" } => ["The other version's name is empty."],
        _ => [],
    };

    static IEnumerable<string> OfMeasure(MonitorDefinition monitor)
    {
        if (monitor.Measure is not { } path) return monitor.Kind is MonitorKind.Drift && monitor.Threshold is not null
            ? ["A drift monitor with a threshold names its measure, such as psi; without either the verdict decides."] : [];
        if (monitor.Kind == MonitorKind.Operations)
            return OperationsMeasures.Find(path) is not null ? [] : [Unknown(path, OperationsMeasures.All.Select(m => m.Name))
                + " A custom metric is metric.NAME.count, .min, .max, .mean or .sum."];
        if (Scopes(monitor.Kind) is not [_, ..] scopes)
        {
            string own = monitor.Kind == MonitorKind.Freshness ? MonitorMeasures.Age : MonitorMeasures.Rows;
            return path == own ? [] : [$"A {Word(monitor.Kind)} monitor measures {own}: leave the measure out."];
        }
        if (path == SuiteMeasures.Headline && monitor.Kind == MonitorKind.Quality) return [];
        var found = scopes.Select(s => SuiteMeasures.Find(s, path)).FirstOrDefault(m => m is not null);
        return found is null ? [Unknown(path, SuiteMeasures.All.Where(m => scopes.Contains(m.Scope)).Select(m => m.Path))]
            : found.IsWord ? [$"'{path}' is a word, no number: leave the measure out to use the verdict."] : [];
    }

    static IEnumerable<string> OfThreshold(MonitorDefinition monitor)
    {
        if (monitor.Threshold is not { } threshold)
        {
            if (NeedsThreshold(monitor) && !OfMeasure(monitor).Any())
                yield return $"'{monitor.Measure}' has no rule of its own: give a threshold (low, high or both).";
            yield break;
        }
        if (threshold is { Low: null, High: null }) yield return "A threshold has low, high or both.";
        if (threshold.Low is { } l && !double.IsFinite(l)) yield return $"low is {l}: write a finite number.";
        if (threshold.High is { } h && !double.IsFinite(h)) yield return $"high is {h}: write a finite number.";
        if (threshold.Low > threshold.High) yield return $"low {threshold.Low} is above high {threshold.High}.";
        if (threshold is { Relation: ThresholdRelation.Ratio } && (threshold.Low < 0 || threshold.High < 0))
            yield return "A ratio to the baseline is not negative.";
        if (threshold.Relation != ThresholdRelation.Absolute && WhyNotRelative(monitor) is { } reason) yield return reason;
        if (monitor.Kind == MonitorKind.Absence)
            yield return "An absence monitor has no threshold: a window without any event is its breach.";
    }

    static string? WhyNotRelative(MonitorDefinition monitor)
    {
        if (monitor.Kind is MonitorKind.Freshness or MonitorKind.Fairness)
            return $"A {Word(monitor.Kind)} monitor has absolute thresholds only.";
        if (monitor.Kind != MonitorKind.Volume && monitor.Baseline is BaselineChoice.Nothing)
            return "A threshold relative to the baseline needs one.";
        if (monitor.Measure is not { } path) return null;
        if (monitor.Kind == MonitorKind.Operations && CustomMetric.TryParse(path, out _))
            return "Custom metrics have absolute thresholds only.";
        return Scopes(monitor.Kind).Select(s => SuiteMeasures.Find(s, path)).Any(m => m is { HasReference: false })
            ? $"'{path}' compares with the baseline by itself: give an absolute threshold." : null;
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

    static string Unknown(string path, IEnumerable<string> names)
    {
        string? near = NearestName.Of(path, names);
        return $"There is no measure '{Shown(path)}'" + (near is null ? "." : $"; did you mean '{near}'?");
    }

    static string Word(MonitorKind kind) => DatasetMeasures.Word(kind);

    static string Shown(string text) => text.Length <= LongestName ? text : text[..LongestName] + "...";

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._\- ]*(?<! )$")]
    private static partial Regex Allowed();
}

/// <summary>Something that is wrong with a monitor.</summary>
/// <param name="Field">As in the document.</param>
/// <param name="Said">What is wrong and what is allowed, as a sentence.</param>
public readonly record struct MonitorProblem(string Field, string Said);
