using Plumbline.Engine.Reports;
using Plumbline.Statistics.Quality;

namespace Plumbline.Engine.Quality;

/// <summary>Every measure of a numeric prediction on one side.</summary>
static class RegressionQuality
{
    internal static MeasureSet Measure(RegressionOutputs outputs) =>
        ToSet(RegressionMeasures.Compute(outputs.Truth.Span, outputs.Prediction.Span));

    /// <summary>The side with its plots.</summary>
    /// <param name="outputs">Targets and predictions.</param>
    /// <param name="errorEdges">Edges of the error histogram, the same on both sides.</param>
    internal static QualitySide Side(RegressionOutputs outputs, double[] errorEdges)
    {
        var measures = RegressionMeasures.Compute(outputs.Truth.Span, outputs.Prediction.Span);
        return new QualitySide
        {
            Rows = measures.Count,
            WithoutLabel = outputs.RowCount - outputs.Labelled,
            Measures = ToSet(measures).Values,
            Baselines = ConstantAnswers.Regression(Answered(outputs)),
            Regression = measures.Count == 0 ? null : RegressionPicture.Of(outputs, errorEdges),
        };
    }

    static double[] Answered(RegressionOutputs outputs)
    {
        var truth = outputs.Truth.Span;
        var prediction = outputs.Prediction.Span;
        var kept = new List<double>(truth.Length);
        for (int i = 0; i < truth.Length; i++)
            if (double.IsFinite(truth[i]) && double.IsFinite(prediction[i])) kept.Add(truth[i]);
        return [.. kept];
    }

    static MeasureSet ToSet(RegressionMeasures measures)
    {
        var set = new MeasureSet();
        string noRows = "quality.undefined.no_rows";
        string spread = measures.Count == 0 ? noRows : "quality.undefined.constant_target";
        set.Add("me", measures.MeanError, noRows);
        set.Add("mae", measures.MeanAbsoluteError, noRows);
        set.Add("medae", measures.MedianAbsoluteError, noRows);
        set.Add("rmse", measures.RootMeanSquaredError, noRows);
        set.Add("mape", measures.MeanAbsolutePercentageError, measures.Count == 0 ? noRows : "quality.undefined.zero_targets");
        set.Add("smape", measures.SymmetricMeanAbsolutePercentageError, noRows);
        set.Add("r2", measures.RSquared, spread);
        set.Add("explained_variance", measures.ExplainedVariance, spread);
        set.Add("quantile_loss_10", measures.QuantileLoss10, noRows);
        set.Add("quantile_loss_50", measures.QuantileLoss50, noRows);
        set.Add("quantile_loss_90", measures.QuantileLoss90, noRows);
        set.Add("max_error", measures.MaxError, noRows);
        return set;
    }
}
