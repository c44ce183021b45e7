namespace Plumbline.Client;

/// <summary>What else is known of a prediction. Everything may be left out.</summary>
public sealed record PredictionDetails
{
    /// <summary>When the prediction was made; null: now.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The model's version; null: that of the sender's options.</summary>
    public string? Version { get; init; }

    /// <summary>Where it ran, such as <c>production</c>; null: that of the sender's options.</summary>
    public string? Environment { get; init; }

    /// <summary>The probability of each class, for more than two classes.</summary>
    public IReadOnlyDictionary<string, double>? Scores { get; init; }

    /// <summary>How long the model took, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>How much the row counts.</summary>
    public double? Weight { get; init; }

    /// <summary>What went wrong instead of a prediction, as a short stable text.</summary>
    public string? Error { get; init; }

    /// <summary>Values by which quality and drift are also looked at, such as <c>region</c>, that are no features.</summary>
    public IReadOnlyDictionary<string, string>? Segments { get; init; }

    /// <summary>Texts for finding rows again; never judged.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
