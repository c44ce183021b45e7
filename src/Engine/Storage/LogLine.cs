namespace Plumbline.Engine.Storage;

/// <summary>How grave a line of a model's log is.</summary>
public enum LineLevel
{
    /// <summary>Neither said nor recognised.</summary>
    None,
    Trace,
    Debug,
    Info,
    Warning,
    Error,
    Fatal,
}

/// <summary>Where a program wrote a line.</summary>
public enum LineStream
{
    /// <summary>Not said.</summary>
    None,
    Stdout,
    Stderr,
}

/// <summary>What became of a line as a carrier of metrics.</summary>
public enum LineMetric
{
    /// <summary>It carries none.</summary>
    None,

    /// <summary>All numbers in it became metric points.</summary>
    Became,

    /// <summary>Some did; <see cref="LogLine.MetricReason"/> says why the others did not.</summary>
    Partly,

    /// <summary>It looks like one that carries metrics, but none could be taken.</summary>
    Refused,
}

/// <summary>One line that a model's program wrote. What it wrote is kept as it was.</summary>
public sealed record LogLine
{
    /// <summary>Given by the store, ascending in the order of receipt.</summary>
    public long Number { get; init; }

    public required DateTimeOffset Time { get; init; }

    public LineLevel Level { get; init; }

    public LineStream Stream { get; init; }

    /// <summary>The line itself.</summary>
    public required string Message { get; init; }

    /// <summary>Process, container or file it is from; null: not said.</summary>
    public string? Source { get; init; }

    public string? Version { get; init; }

    /// <summary>Id of the event it speaks of; null: not said.</summary>
    public string? EventId { get; init; }

    /// <summary>Further fields as a JSON object; null: none.</summary>
    public string? Fields { get; init; }

    public LineMetric Metric { get; init; }

    /// <summary>Names of the metrics it became, with commas between; null: none.</summary>
    public string? MetricNames { get; init; }

    /// <summary>Message key of the reason why numbers in it did not become metrics; null: there was none.</summary>
    public string? MetricReason { get; init; }

    /// <summary>What the reason is about: a name, a place; null: nothing.</summary>
    public string? MetricDetail { get; init; }
}

/// <summary>A number that a line carries.</summary>
public readonly record struct LinePoint(string Name, DateTimeOffset Time, double Value);
