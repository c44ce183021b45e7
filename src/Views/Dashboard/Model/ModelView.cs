using Plumbline.Engine.Alerts;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Reports;

namespace Plumbline.Views.Dashboard;

/// <summary>One model, one of its windows, and how it came there.</summary>
public sealed record ModelView
{
    public required ModelDefinition Model { get; init; }

    public required FleetRow Row { get; init; }

    public required ModelQuery Query { get; init; }

    /// <summary>The window shown; null while none was judged.</summary>
    public Window? Window { get; init; }

    /// <summary>The columns of the window beside the baseline's; null while there is nothing to compare.</summary>
    public Report? Report { get; init; }

    public Baseline? Baseline { get; init; }

    /// <summary>Every monitor with its newest windows.</summary>
    public required IReadOnlyList<MonitorHistory> Histories { get; init; }

    public required IReadOnlyList<Alert> Firing { get; init; }

    /// <summary>What the rows of the window say; null: not asked yet.</summary>
    public Outcomes? Outcomes { get; init; }

    public IReadOnlyList<TrafficDay> Days { get; init; } = [];

    /// <summary>Custom metrics; null: not asked yet.</summary>
    public IReadOnlyList<MetricLine>? Metrics { get; init; }

    /// <summary>What happened, for every time axis.</summary>
    public IReadOnlyList<TimeMark> Marks { get; init; } = [];

    /// <summary>Versions beside each other; null: not asked yet.</summary>
    public VersionLineup? Versions { get; init; }

    /// <summary>True when the viewer may note what happened.</summary>
    public bool MayNote { get; init; }

    /// <summary>What the first sentences are about, the worst first.</summary>
    public IReadOnlyList<Breach> Worst { get; init; } = [];

    /// <summary>Windows of the drift monitor that were judged; null while none was.</summary>
    public WindowSpan? Judged { get; init; }

    /// <summary>The evaluation of the shown window, of all rows: of the first monitor of a kind.</summary>
    public Evaluation? Of(MonitorKind kind) => Histories.Where(h => h.Monitor.Kind == kind && h.Monitor.Segment is null).Select(At)
        .FirstOrDefault(e => e is not null);

    /// <summary>The evaluation of a monitor that goes with the window: of the same window, else of the newest that ended by then.</summary>
    public Evaluation? At(MonitorHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Window is not { } window ? history.Evaluations is [.., var newest] ? newest : null
            : history.Evaluations.FirstOrDefault(e => e.Window == window)
                ?? history.Evaluations.LastOrDefault(e => e.Window.End <= window.End);
    }

    public MonitorHistory? HistoryOf(MonitorKind kind) => Histories.FirstOrDefault(h => h.Monitor.Kind == kind
        && h.Monitor.Segment is null);
}

/// <summary>A part of an evaluation that is in breach.</summary>
/// <param name="Since">Start of the first of the windows in breach up to the one that is shown.</param>
public sealed record Breach(MonitorDefinition Monitor, EvaluationPart Part, DateTimeOffset? Since);

/// <summary>A monitor's evaluations, one per window, oldest first.</summary>
public sealed record MonitorHistory(MonitorDefinition Monitor, IReadOnlyList<Evaluation> Evaluations)
{
    readonly Lazy<Dictionary<string, int>> _places = new(() => (Evaluations is [.., var newest] ? newest.Parts : [])
        .Select((part, i) => (part.Subject, i)).DistinctBy(p => p.Subject, StringComparer.Ordinal)
        .ToDictionary(p => p.Subject, p => p.i, StringComparer.Ordinal));

    /// <summary>The first part of a subject. Parts keep their places from window to window, so thousands of columns are found at
    /// once.</summary>
    public EvaluationPart? Part(Evaluation evaluation, string subject)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return _places.Value.TryGetValue(subject, out int at) && at < evaluation.Parts.Length && evaluation.Parts[at].Subject == subject
            ? evaluation.Parts[at] : evaluation.Parts.FirstOrDefault(p => p.Subject == subject);
    }
}

/// <summary>What is worked out of rows: decisions, reliability, segments, groups.</summary>
/// <param name="Quality">Beside the baseline's; null without labels.</param>
/// <param name="OfRows">Segments and fairness of the window's rows.</param>
/// <param name="TooManyRows">Rows of the window, when there are more than are looked at; null otherwise.</param>
public sealed record Outcomes(QualityReport? Quality, Report? OfRows, long? TooManyRows);

/// <summary>A custom metric over time.</summary>
public sealed record MetricLine(string Name, IReadOnlyList<MetricStep> Steps);

public sealed record MetricStep(DateTimeOffset From, DateTimeOffset To, MetricSummary Summary);

/// <summary>How many windows there are, and from when.</summary>
public sealed record WindowSpan(int Count, DateTimeOffset First, DateTimeOffset Last);
