using Plumbline.Client;

namespace Plumbline.Demo;

/// <summary>A simulated prediction, with what will turn out to be right.</summary>
public sealed record DemoEvent
{
    public required string Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required IReadOnlyList<(string Name, FeatureValue Value)> Features { get; init; }

    public FeatureValue Prediction { get; init; }

    public double? Score { get; init; }

    public double LatencyMs { get; init; }

    /// <summary>Missing: nobody will ever know.</summary>
    public FeatureValue Truth { get; init; }

    /// <summary>When the truth becomes known.</summary>
    public DateTimeOffset TruthKnownAt { get; init; }
}
