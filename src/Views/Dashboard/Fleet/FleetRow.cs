using Plumbline.Engine.Messages;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>A model at a glance.</summary>
public sealed record FleetRow
{
    /// <summary>Number of the model.</summary>
    public required int Number { get; init; }

    public required string Model { get; init; }

    /// <summary>The newest version.</summary>
    public string? Version { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public required Health Health { get; init; }

    /// <summary>The worst signal.</summary>
    public Why? Why { get; init; }

    /// <summary>Rows of the last 24 hours.</summary>
    public long Rows { get; init; }

    /// <summary>Rows per day, oldest first.</summary>
    public IReadOnlyList<double> Traffic { get; init; } = [];

    public QualitySignal? Quality { get; init; }

    /// <summary>Columns in breach, of those that were judged.</summary>
    public Share? Drift { get; init; }

    /// <summary>Checks that fail, of all.</summary>
    public Share? Integrity { get; init; }

    /// <summary>95th percentile of the latency of the last 24 hours, in milliseconds; NaN when unknown.</summary>
    public double P95 { get; init; } = double.NaN;

    /// <summary>The same per day, oldest first; NaN for a day without a value.</summary>
    public IReadOnlyList<double> P95Trend { get; init; } = [];

    /// <summary>End of the newest window that has labels; null when none has.</summary>
    public DateTimeOffset? LabelsTo { get; init; }

    /// <summary>Alerts that fire and nobody has acknowledged.</summary>
    public int Firing { get; init; }

    /// <summary>Alerts that fire and somebody has seen.</summary>
    public int Acknowledged { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastEvent { get; init; }
}

/// <summary>How a model stands, in the order of the page: the worst first, those without a verdict last.</summary>
public enum Health
{
    Failing,
    Watch,
    Healthy,

    /// <summary>There is a baseline or a monitor, but no verdict.</summary>
    TooFewRows,

    /// <summary>Events, but nothing they are compared with.</summary>
    NotJudged,
    NoEvents,
}

/// <summary>What a verdict rests on.</summary>
/// <param name="Finding">What was found; null where the evaluation says why as a whole.</param>
/// <param name="Reason">In the engine's own words.</param>
/// <param name="Since">Start of the first window in breach; null when not in breach.</param>
public sealed record Why(PartFinding? Finding, Message Reason, DateTimeOffset? Since)
{
    /// <summary>Number of the monitor that says so; null: none says it alone.</summary>
    public long? Monitor { get; init; }
}

/// <summary>Some of all.</summary>
/// <param name="Unknown">Of all, those without a verdict.</param>
public sealed record Share(int Some, int All, int Unknown);

/// <summary>The measure of quality shown first, beside the baseline's.</summary>
public sealed record QualitySignal
{
    public required string Measure { get; init; }

    /// <summary>NaN when undefined.</summary>
    public required double Value { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Rows with a label.</summary>
    public long N { get; init; }

    public double? Expected { get; init; }

    public double? ExpectedLow { get; init; }

    public double? ExpectedHigh { get; init; }

    public required Status Status { get; init; }
}
