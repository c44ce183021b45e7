using System.Collections.Immutable;

namespace Plumbline.Server.Exposition;

/// <summary>A metric with all its samples, as <c>/metrics</c> shows it.</summary>
/// <param name="Name">Letters, digits and underscores, from our own code only, with its base unit as last word; without
/// <c>_total</c>.</param>
/// <param name="Kind">What its numbers mean.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Samples">One per set of labels.</param>
public sealed record MetricFamily(string Name, MetricKind Kind, string Help, ImmutableArray<MetricSample> Samples)
{
    /// <summary>Base unit, which the name then ends with; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>A family of one number.</summary>
    public static MetricFamily Of(string name, MetricKind kind, string help, double value, string? unit = null) =>
        new(name, kind, help, [new MetricSample([], value)]) { Unit = unit };
}

/// <summary>One number.</summary>
/// <param name="Labels">Names from our own code; values are text of anybody's.</param>
/// <param name="Value">NaN and infinities are numbers here.</param>
/// <param name="Suffix">What a histogram's sample adds to the name of its family; null: what its kind says.</param>
public readonly record struct MetricSample(ImmutableArray<KeyValuePair<string, string>> Labels, double Value, string? Suffix = null)
{
    public static MetricSample Of(double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(labels.Length);
        foreach ((string name, string text) in labels) pairs.Add(new(name, text));
        return new MetricSample(pairs.MoveToImmutable(), value);
    }
}

public enum MetricKind
{
    /// <summary>Only grows while the process lives.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>How often a value lay at or below each of some bounds; its samples are made by <see cref="MetricHistogram"/>.</summary>
    Histogram,

    /// <summary>Always 1; says something by its labels. Its name ends with <c>_info</c>.</summary>
    Info,
}

/// <summary>Something that has metrics to show. Asked at every scrape: it answers from what it has at hand.</summary>
public interface IMetricSource
{
    IEnumerable<MetricFamily> Read();
}
