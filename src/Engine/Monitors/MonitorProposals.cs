using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Monitors;

/// <summary>A monitor that would make sense, and how it would have behaved.</summary>
/// <param name="Monitor">Without a number.</param>
/// <param name="Windows">Past windows it was tried on.</param>
/// <param name="Fired">Those in breach.</param>
/// <param name="Unknown">Those it could not judge: too few rows, no labels at hand.</param>
public sealed record MonitorProposal(MonitorDefinition Monitor, int Windows, int Fired, int Unknown);

/// <summary>The monitors a new baseline brings.</summary>
public static class MonitorProposals
{
    /// <summary>Rows a window should hold.</summary>
    public const long LeastRows = 500;

    /// <summary>Past windows that proposals are tried on, the latest ones.</summary>
    public const int MostWindows = 200;

    /// <summary>Weeks whose same hours tell how many rows are usual.</summary>
    public const int WeeksOfSeason = 6;

    static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    static readonly TimeSpan[] s_lengths = [TimeSpan.FromHours(1), s_day, TimeSpan.FromDays(7)];

    /// <summary>A sensible set, each tried on the history.</summary>
    /// <param name="model">The model.</param>
    /// <param name="baseline">The new baseline.</param>
    /// <param name="history">Cells of all rows, without overlap, in any order; those on another bin set count as rows only.</param>
    /// <param name="at">Now.</param>
    /// <param name="parallelism">Windows worked on at once, at least 1.</param>
    /// <param name="cancellationToken">Stops the work between windows.</param>
    public static IReadOnlyList<MonitorProposal> For(ModelDefinition model, Baseline baseline, IReadOnlyList<CellProfile> history,
        DateTimeOffset at, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(history);
        var cells = history.Where(c => c.Key.Segment is null).OrderBy(c => c.Key.Start).ToList();
        var window = new WindowDefinition.ByTime(LengthFor(cells, baseline));
        var monitors = Monitors(model, baseline, window, cells, at).ToList();
        var side = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, parallelism), CancellationToken = cancellationToken };
        var evaluations = Replay(model, baseline, monitors, cells, side);
        return [.. monitors.Select((m, i) => new MonitorProposal(m, evaluations.Length, evaluations.Count(e => IsBreach(e[i])),
            evaluations.Count(e => e[i].Status is EvaluationStatus.InsufficientData or EvaluationStatus.Failed)))];
    }

    /// <summary>The smallest of an hour, a day and a week whose middle window held <see cref="LeastRows"/>; without history by the
    /// baseline's own pace, without times a day.</summary>
    public static TimeSpan LengthFor(IReadOnlyList<CellProfile> cells, Baseline baseline)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(baseline);
        if (cells.Count > 0) return s_lengths.FirstOrDefault(l => MiddleRows(cells, l) >= LeastRows, s_lengths[^1]);
        return baseline.Profile is { From: { } from, To: { } to, Rows: var rows } && to > from
            ? s_lengths.FirstOrDefault(l => rows * (l / (to - from)) >= LeastRows, s_lengths[^1]) : s_day;
    }

    static IEnumerable<MonitorDefinition> Monitors(ModelDefinition model, Baseline baseline, WindowDefinition.ByTime window,
        IReadOnlyList<CellProfile> cells, DateTimeOffset at)
    {
        MonitorDefinition New(string name, MonitorKind kind) => new()
        {
            Model = model.Number,
            Name = name,
            Kind = kind,
            Window = window,
            Baseline = new BaselineChoice.Named(baseline.Name),
            CreatedAt = at,
            UpdatedAt = at,
        };
        var schema = model.Schema.Columns;
        yield return New("drift", MonitorKind.Drift);
        yield return New("integrity", MonitorKind.Integrity);
        if (baseline.Quality is not null) yield return New("quality", MonitorKind.Quality) with { Severity = MonitorSeverity.Critical };
        if (schema.First(ColumnRole.Latency) is not null)
        {
            // A file of training rows knows no latency: then the model is compared with itself a day ago.
            bool isKnown = baseline.Profile.Columns.Any(c => c.Column.Role == ColumnRole.Latency);
            yield return New("latency", MonitorKind.Operations) with { Measure = "latency_p95", Baseline = isKnown
                ? new BaselineChoice.Named(baseline.Name) : new BaselineChoice.Rolling(window.Length < s_day ? 24 : 7) };
        }
        if (schema.Protected.Length > 0 && baseline.Quality is not null)
            yield return New("fairness", MonitorKind.Fairness);
        // Traffic has its days and hours; a week has every one of them.
        yield return New("volume", MonitorKind.Volume) with { Baseline = window.Length < s_lengths[^1]
            ? new BaselineChoice.Seasonal(WeeksOfSeason) : new BaselineChoice.Rolling(BaselineChoices.UsualWindows) };
        yield return New("freshness", MonitorKind.Freshness) with { Baseline = new BaselineChoice.Nothing() };
        yield return New("absence", MonitorKind.Absence) with { Baseline = new BaselineChoice.Nothing(),
            Severity = MonitorSeverity.Critical };
    }

    static Evaluation[][] Replay(ModelDefinition model, Baseline baseline, List<MonitorDefinition> monitors, List<CellProfile> cells,
        ParallelOptions side)
    {
        if (cells.Count == 0) return [];
        var definition = (WindowDefinition.ByTime)monitors[0].Window;
        var past = new PastWindows(model, baseline, definition, cells);
        Window[] windows = [.. past.Complete.TakeLast(MostWindows)];
        var evaluations = new Evaluation[windows.Length][];
        Parallel.For(0, windows.Length, side, i => evaluations[i] = past.Evaluate(monitors, windows[i]));
        return evaluations;
    }

    static long MiddleRows(IReadOnlyList<CellProfile> cells, TimeSpan length)
    {
        var definition = new WindowDefinition.ByTime(length);
        long[] rows = [.. cells.GroupBy(c => Windows.At(definition, c.Key.Start).Start).Select(g => g.Sum(c => c.Profile.Rows)).Order()];
        return rows[rows.Length / 2];
    }

    static bool IsBreach(Evaluation evaluation) => evaluation.Status is EvaluationStatus.Warning or EvaluationStatus.Critical;
}
