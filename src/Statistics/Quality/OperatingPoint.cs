namespace Plumbline.Statistics.Quality;

/// <summary>What happens when rows with a score at or above the threshold are selected: one point of the ROC and of the precision-recall
/// curve.</summary>
/// <param name="Threshold">The score; positive infinity where nothing is selected.</param>
/// <param name="Counts">The counts at this threshold.</param>
public readonly record struct OperatingPoint(double Threshold, ConfusionCounts Counts)
{
    /// <summary>Share of positives selected; NaN without positives.</summary>
    public double TruePositiveRate => (double)Counts.TruePositives / Counts.Positives;

    /// <summary>Share of negatives selected; NaN without negatives.</summary>
    public double FalsePositiveRate => (double)Counts.FalsePositives / Counts.Negatives;

    /// <summary>Share of the selected that are positive; NaN when nothing is selected.</summary>
    public double Precision => (double)Counts.TruePositives / Counts.Selected;

    /// <summary>The same as <see cref="TruePositiveRate"/>.</summary>
    public double Recall => TruePositiveRate;

    /// <summary>1 - <see cref="FalsePositiveRate"/>.</summary>
    public double Specificity => (double)Counts.TrueNegatives / Counts.Negatives;

    /// <summary>Share of all rows selected.</summary>
    public double SelectionRate => (double)Counts.Selected / Counts.Count;

    /// <summary>2 TP / (2 TP + FP + FN); NaN when that is 0 / 0.</summary>
    public double F1 => 2.0 * Counts.TruePositives / ((2.0 * Counts.TruePositives) + Counts.FalsePositives + Counts.FalseNegatives);
}
