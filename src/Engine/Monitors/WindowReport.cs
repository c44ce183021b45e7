using System.Collections.Concurrent;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Monitors;

/// <summary>A window beside what it is compared with, worked out when first asked for and once for all monitors that look at it.
/// Thread-safe.</summary>
/// <remarks>What a monitor finds does not depend on who shares the report.</remarks>
public sealed class WindowReport
{
    readonly ReportOptions _options;
    readonly IReadOnlyList<MonitorDefinition> _monitors;
    readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<Comparison>>> _comparisons = new(StringComparer.Ordinal);
    readonly Lazy<Report?> _outcomes;
    readonly Lazy<ulong> _fingerprint;

    /// <summary>Prepares a report; nothing is computed yet.</summary>
    /// <param name="evidence">The window and its baseline.</param>
    /// <param name="monitors">The monitors that will look at it: their drift measures are computed, no others.</param>
    /// <param name="pictures">True: to be shown, so all usual measures and the points that charts are drawn from are made too. They change
    /// no verdict.</param>
    public WindowReport(WindowEvidence evidence, IEnumerable<MonitorDefinition> monitors, bool pictures = false)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(monitors);
        _monitors = [.. monitors];
        Evidence = evidence;
        Level = FalseAlarms.Level(evidence.Window, evidence.WindowsAWeek);
        _options = OptionsOf(evidence, Level, _monitors) with { Pictures = pictures };
        if (pictures) _options = _options with { Measures = MeasureSelection.Default };
        // Without monitors it is for being shown.
        bool withSegments = _monitors.Count == 0 || _monitors.Any(m => m.Segment is not null);
        _outcomes = new(() => evidence.Rows is { RowCount: > 0 } rows ? OutcomeReport.Build(rows, evidence, _options, withSegments) : null);
        _fingerprint = new(() => evidence.Profile is { } profile ? ProfileFingerprint.Of(profile) : 0);
    }

    public WindowEvidence Evidence { get; }

    /// <summary>False discovery rate of the window.</summary>
    public double Level { get; }

    /// <summary>The comparison of all rows; null for a window without rows.</summary>
    public Report? Report => Comparisons(null) is [var all] ? all.Report : null;

    /// <summary>Hash of the window's profile; 0 without one.</summary>
    public ulong Fingerprint => _fingerprint.Value;

    /// <summary>Quality, segments and fairness of the window's rows alone; null without rows.</summary>
    public Report? Outcomes => _outcomes.Value;

    /// <summary>The quality of the window's rows beside the baseline's; null without labels.</summary>
    public QualityReport? Quality =>
        Outcomes?.Quality is { } quality ? OutcomeReport.Beside(quality, Evidence.Baseline?.Quality, Level) : null;

    internal IReadOnlyList<Population> Populations(string? segment) =>
        segment is null ? [Population.All(Evidence)] : Population.Of(Evidence, segment);

    /// <summary>The populations that have rows, with their reports.</summary>
    internal IReadOnlyList<Comparison> Comparisons(string? segment) => _comparisons.GetOrAdd(segment ?? "",
        _ => new Lazy<IReadOnlyList<Comparison>>(() => Compare(Populations(segment)))).Value;

    List<Comparison> Compare(IReadOnlyList<Population> populations)
    {
        var works = populations.Where(p => p.Rows > 0).Select(p => (Population: p, Work: Prepare(p))).ToList();
        var verdicts = DriftJudge.Judge([.. works.SelectMany(w => w.Work.Judged)], Level);
        var comparisons = new List<Comparison>();
        int next = 0;
        foreach (var (population, work) in works)
        {
            var own = verdicts.Skip(next).Take(work.Judged.Count).ToList();
            next += own.Count;
            comparisons.Add(new Comparison(population, work, ReportBuilder.Finish(work, own, null, CancellationToken.None)));
        }
        return comparisons;
    }

    ReportWork Prepare(Population population)
    {
        var only = ChosenColumns(population);
        var (reference, current) = ComparedColumns.Of(Only(population.Baseline?.Profile, only), Only(population.Profile, only)!);
        return ReportBuilder.Prepare(new ReportSource.Stored(reference, population.Baseline?.Name ?? ""),
            new ReportSource.Stored(current, population.Name ?? ""), _options, null, CancellationToken.None);
    }

    /// <summary>The columns that any of the monitors looks at; null: all, also where a name is no column's, so that the nearest can be
    /// told.</summary>
    HashSet<string>? ChosenColumns(Population population)
    {
        if (_monitors.Count == 0 || _monitors.Any(m => m.Columns.IsEmpty)) return null;
        var columns = (population.Baseline?.Profile.Columns ?? []).Concat(population.Profile?.Columns ?? []);
        string[] names = [.. columns.Select(c => c.Column.Name).Distinct()];
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pattern in _monitors.SelectMany(m => m.Columns))
        {
            var found = Suites.Glob.Pick(names, pattern, static n => n);
            if (found.Count == 0) return null;
            chosen.UnionWith(found);
        }
        bool isInBoth = chosen.Any(n => population.Profile?.Find(n) is not null && population.Baseline?.Profile.Find(n) is not null);
        return isInBoth || population.Baseline is null ? chosen : null;
    }

    static DatasetProfile? Only(DatasetProfile? side, HashSet<string>? names) => side is null || names is null ? side : side with
    {
        Schema = side.Schema with { Columns = [.. side.Schema.Columns.Where(c => names.Contains(c.Name))] },
        Columns = [.. side.Columns.Where(c => names.Contains(c.Column.Name))],
    };

    static ReportOptions OptionsOf(WindowEvidence evidence, double level, IEnumerable<MonitorDefinition> monitors)
    {
        var known = evidence.Baseline?.Quality;
        return new ReportOptions
        {
            Level = level,
            Measures = MeasureSelection.Of(monitors.SelectMany(m => MeasuresOf(m.Measure))),
            Task = evidence.Model.Task ?? known?.Task,
            Positive = evidence.Model.Positive ?? known?.Positive,
            Threshold = evidence.Model.Threshold ?? (known is { Threshold: var t } && !double.IsNaN(t) ? t : null),
            Multivariate = false,
            Slices = false,
            // Windows are judged side by side; the columns of one window one after the other.
            Parallelism = 1,
        };
    }

    static IEnumerable<DriftMeasure> MeasuresOf(string? path) => path is null ? []
        : DriftMeasures.All.Where(m => path == m.Name() || path == m.Name() + Suites.SuiteMeasureTable.PValue);
}
