namespace Plumbline.Engine.Columns;

/// <summary>Metrics of one model: numbers sent to us, by name and time.</summary>
public sealed record MetricBatch
{
    public required int Model { get; init; }

    /// <summary>The name of each point's metric.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>In microseconds since 1970 UTC.</summary>
    public required ReadOnlyMemory<long> Times { get; init; }

    /// <summary>Finite numbers.</summary>
    public required ReadOnlyMemory<double> Values { get; init; }

    public int Count => Names.Count;
}
