using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Views.Dashboard;

/// <summary>Lines or metrics of a model.</summary>
public sealed record LogsView
{
    public required LogsQuery Query { get; init; }

    public required ModelDefinition Model { get; init; }

    /// <summary>The stretch of time shown.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Length of a bar above the lines.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>What happened to the model, for both time axes.</summary>
    public IReadOnlyList<TimeMark> Marks { get; init; } = [];

    /// <summary>Lines by step and level, of what is asked for but for the level.</summary>
    public IReadOnlyList<LineCount> Counts { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<LogLine> Lines { get; init; } = [];

    /// <summary>Where the next page goes on; null on the last.</summary>
    public string? Next { get; init; }

    public required LineBook Book { get; init; }

    /// <summary>Time of the model's newest line; null: there is none.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>Metrics of the stretch of time; empty on the page of lines.</summary>
    public IReadOnlyList<MetricLine> Metrics { get; init; } = [];

    /// <summary>Values of the chosen metric.</summary>
    public IReadOnlyList<MetricValue> Values { get; init; } = [];

    /// <summary>Lines asked for, of chosen levels.</summary>
    public long Chosen => Counts.Where(c => Query.Levels.IsEmpty || Query.Levels.Contains(c.Level)).Sum(c => c.Lines);

    public long Of(LineLevel level) => Counts.Where(c => c.Level == level).Sum(c => c.Lines);

    /// <summary>The metric that is looked at; null: there is none.</summary>
    public MetricLine? Metric =>
        Metrics.FirstOrDefault(m => m.Name == Query.Metric) ?? (Query.Metric.Length == 0 && Metrics.Count > 0 ? Metrics[0] : null);
}

/// <summary>A value, or the mean of some that came in the same moment.</summary>
public readonly record struct MetricValue(double Value, long Count);

/// <summary>Models to choose from.</summary>
/// <param name="Models">By name.</param>
/// <param name="More">How many further ones there are.</param>
public sealed record LogsChoice(IReadOnlyList<LogsModel> Models, int More);

/// <summary>A model that has lines or may get some.</summary>
public sealed record LogsModel(string Name, LineBook Book, DateTimeOffset? Newest);
