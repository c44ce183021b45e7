using System.Text.Json.Serialization;
using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>What kind of answer the model gives.</summary>
public enum ModelTask
{
    Binary,
    Multiclass,
    Regression,
}

/// <summary>Model quality on both sides.</summary>
public sealed record QualityReport
{
    public required ModelTask Task { get; init; }

    /// <summary>The positive class of a binary task, by category text.</summary>
    public string? Positive { get; init; }

    /// <summary>Score threshold of the decision; NaN when the prediction column decides.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Null when the side has no labels.</summary>
    public QualitySide? Reference { get; init; }

    public QualitySide? Current { get; init; }

    /// <summary>By measure, current minus reference.</summary>
    public IReadOnlyDictionary<string, QualityChange> Changes { get; init; } = new Dictionary<string, QualityChange>();

    /// <summary>The measures to show first, in order.</summary>
    public IReadOnlyList<string> Headline { get; init; } = [];

    public IReadOnlyList<Message> Notes { get; init; } = [];
}

/// <summary>Quality of one side.</summary>
public sealed record QualitySide
{
    /// <summary>Rows with a label and an answer.</summary>
    public required long Rows { get; init; }

    public long WithoutLabel { get; init; }

    public required IReadOnlyDictionary<string, MeasureValue> Measures { get; init; }

    /// <summary>The same measure for the best constant answer (and other simple baselines), by name.</summary>
    public IReadOnlyDictionary<string, MeasureValue> Baselines { get; init; } = new Dictionary<string, MeasureValue>();

    /// <summary>Multiclass: measures per label.</summary>
    public IReadOnlyList<LabelQuality> Labels { get; init; } = [];

    /// <summary>Null for regression.</summary>
    public ConfusionReport? Confusion { get; init; }

    public IReadOnlyList<CurvePoint> Roc { get; init; } = [];

    public IReadOnlyList<CurvePoint> PrecisionRecall { get; init; } = [];

    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    public IReadOnlyList<ThresholdRow> Thresholds { get; init; } = [];

    public RegressionPlots? Regression { get; init; }
}

public sealed record LabelQuality(string Label, long Support, IReadOnlyDictionary<string, MeasureValue> Measures);

/// <summary>Rows are true labels, columns predicted ones.</summary>
public sealed record ConfusionReport(IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<long>> Counts);

/// <summary>ROC: X false positive rate, Y true positive rate. Precision-recall: X recall, Y precision.</summary>
public sealed record CurvePoint(double X, double Y, double Threshold);

/// <summary>Mean score against the observed share of positives in a bin, with a Wilson interval.</summary>
public sealed record ReliabilityBin(double MeanScore, double Observed, double Low, double High, long N);

public sealed record ThresholdRow(double Threshold, double SelectionRate, double Precision, double Recall, double Specificity, double F1);

/// <summary>Points for regression plots.</summary>
/// <param name="Errors">Histogram of residuals (prediction - truth): edges and shares.</param>
/// <param name="ByPrediction">Mean residual with interval per equal-mass bin of the prediction.</param>
public sealed record RegressionPlots(HistogramPoints Errors, IReadOnlyList<ErrorBin> ByPrediction);

public sealed record HistogramPoints(IReadOnlyList<double> Edges, IReadOnlyList<double> Shares);

public sealed record ErrorBin(double MeanPrediction, double MeanError, double Low, double High, long N);

/// <summary>The change of one measure.</summary>
public sealed record QualityChange
{
    /// <summary>Current minus reference; NaN when undefined.</summary>
    public required double Value { get; init; }

    public double Low { get; init; } = double.NaN;

    public double High { get; init; } = double.NaN;

    public required QualityVerdict Verdict { get; init; }

    /// <summary>Smallest change for the worse found with 80 % power at these sizes; NaN when unknown.</summary>
    public double SmallestDetectable { get; init; } = double.NaN;

    /// <summary>Of the change; NaN when it cannot be judged. Not part of the JSON.</summary>
    [JsonIgnore]
    public double PValue { get; init; } = double.NaN;

    /// <summary>After correction for the measures judged together. Not part of the JSON.</summary>
    [JsonIgnore]
    public double QValue { get; init; } = double.NaN;

    /// <summary>True when more is better.</summary>
    public bool HigherIsBetter { get; init; }
}

/// <summary>What is said of a change of quality.</summary>
public enum QualityVerdict
{
    Worse,
    Better,
    NoChangeSeen,
    InsufficientData,
}
