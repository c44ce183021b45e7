using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Quality;

namespace Plumbline.Engine.Segments;

/// <summary>The one measure by which segments are compared: accuracy, or recall where positives are rarer than 30 % of the labelled rows;
/// ROC AUC where nothing is decided; mean absolute error for regression. Shares and means split exactly into mix and within.</summary>
static class PrimaryMeasure
{
    const double RareBelow = .3;

    internal static string Choose(ModelOutputsPair outputs) => (outputs.Reference ?? outputs.Current) switch
    {
        BinaryOutputs { Decision.IsEmpty: true } => "roc_auc",
        BinaryOutputs binary => PositiveShare(binary) < RareBelow ? "recall" : "accuracy",
        MulticlassOutputs => "accuracy",
        _ => "mae",
    };

    /// <summary>The measure on some rows; undefined when they lack labels or answers.</summary>
    internal static Estimate Of(ModelOutputs outputs, string measure)
    {
        switch (outputs)
        {
            case BinaryOutputs binary when measure == "roc_auc":
                return binary.Score.IsEmpty ? Estimate.Undefined(0) : RocAuc.Compute(ScoredLabels.Of(binary.Score.Span, binary.Truth.Span));
            case BinaryOutputs binary:
                if (binary.Decision.IsEmpty) return Estimate.Undefined(0);
                var counts = ConfusionCounts.Of(binary.Truth.Span, binary.Decision.Span);
                return measure == "recall" ? BinaryMeasures.Recall(counts) : BinaryMeasures.Accuracy(counts);
            case MulticlassOutputs multiclass:
                var matrix = new ConfusionMatrix(multiclass.Plan.Labels.Length);
                matrix.AddRange(multiclass.Truth.Span, multiclass.Decision.Span);
                return MulticlassMeasures.Accuracy(matrix);
            case RegressionOutputs regression:
                return RegressionMeasures.Compute(regression.Truth.Span, regression.Prediction.Span).MeanAbsoluteError;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    internal static MeasureValue Shown(in Estimate estimate) => MeasureSet.Of(estimate, "quality.undefined.segment");

    static double PositiveShare(BinaryOutputs binary)
    {
        double positives = binary.Truth.Span.Count(1), negatives = binary.Truth.Span.Count(0);
        return positives / (positives + negatives);
    }
}
