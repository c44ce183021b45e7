using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Fairness;

/// <summary>What a binary model did to one group: decisions of all its rows, confusion counts of the labelled ones, scores.</summary>
/// <param name="Rows">Rows with a decision.</param>
/// <param name="Selected">Rows decided positive, labelled or not.</param>
/// <param name="Counts">Confusion counts of the rows with decision and label.</param>
/// <param name="MeanScore">Mean score with its interval; undefined without scores.</param>
/// <param name="CalibrationError">Mean of score - label over the rows with both: above 0 the scores are too high. Undefined without such
/// rows.</param>
public readonly record struct GroupOutcome(long Rows, long Selected, ConfusionCounts Counts, Estimate MeanScore, Estimate CalibrationError)
{
    /// <summary>Share of rows decided positive, Wilson interval; NaN without rows.</summary>
    public Estimate SelectionRate => Rows == 0 ? Estimate.Undefined(0) : WilsonInterval.Compute(Selected, Rows);

    /// <summary>Share of positives decided positive.</summary>
    public Estimate TruePositiveRate => BinaryMeasures.Recall(Counts);

    /// <summary>Share of negatives decided positive.</summary>
    public Estimate FalsePositiveRate => BinaryMeasures.FalsePositiveRate(Counts);

    /// <summary>Share of positives decided negative.</summary>
    public Estimate FalseNegativeRate => BinaryMeasures.FalseNegativeRate(Counts);

    /// <summary>Positive predictive value: share of the selected that are positive.</summary>
    public Estimate Precision => BinaryMeasures.Precision(Counts);

    /// <summary>Share of labelled rows decided rightly.</summary>
    public Estimate Accuracy => BinaryMeasures.Accuracy(Counts);
}
