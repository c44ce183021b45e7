using System.Collections.Immutable;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>How a model's answers are read, the same on both sides.</summary>
public sealed record TaskPlan
{
    public required ModelTask Task { get; init; }

    /// <summary>Class labels as shown: binary negative then positive; multiclass in ordinal order; empty for regression.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The class code of a label's compared text (see <see cref="LabelText"/>).</summary>
    internal ImmutableDictionary<string, int> Codes { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>True when labels are compared as yes/no words: 1 = true = yes.</summary>
    internal bool AsWords { get; init; }

    /// <summary>The prediction column is a score, not a decision.</summary>
    internal bool PredictionIsScore { get; init; }

    /// <summary>Binary: the score column holds the probability of the negative class.</summary>
    internal bool ScoreIsOfNegative { get; init; }

    /// <summary>Name of the score column of a binary task, null when there is none; multiclass: one name per label, null where a label has
    /// none.</summary>
    internal ImmutableArray<string?> ScoreColumns { get; init; } = [];

    /// <summary>Decision threshold on the score; NaN when the prediction column decides.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Nobody chose the threshold: it means something for probabilities only.</summary>
    internal bool ThresholdIsDefault { get; init; }

    /// <summary>The positive class of a binary task; null otherwise.</summary>
    public string? Positive => Task == ModelTask.Binary && Labels.Length == 2 ? Labels[1] : null;
}
