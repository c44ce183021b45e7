using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Calibration;
using Plumbline.Statistics.Quality;

namespace Plumbline.Engine.Quality;

/// <summary>Every measure of a two-class model on one side.</summary>
static class BinaryQuality
{
    const int CurvePoints = 200;

    internal static MeasureSet Measure(BinaryOutputs outputs, QualityOptions options)
    {
        var measures = new MeasureSet();
        if (!outputs.Decision.IsEmpty)
            AddDecisionMeasures(measures, ConfusionCounts.Of(outputs.Truth.Span, outputs.Decision.Span), options);
        if (!outputs.Score.IsEmpty) AddScoreMeasures(measures, outputs, ScoredLabels.Of(outputs.Score.Span, outputs.Truth.Span));
        return measures;
    }

    internal static QualitySide Side(BinaryOutputs outputs, QualityOptions options)
    {
        var measures = new MeasureSet();
        var counts = outputs.Decision.IsEmpty ? default : ConfusionCounts.Of(outputs.Truth.Span, outputs.Decision.Span);
        if (!outputs.Decision.IsEmpty) AddDecisionMeasures(measures, counts, options);
        var side = new QualitySide
        {
            Rows = Rows(outputs),
            WithoutLabel = outputs.RowCount - outputs.Labelled,
            Measures = measures.Values,
            Confusion = outputs.Decision.IsEmpty ? null : Confusion(outputs.Plan, counts),
            Baselines = ConstantAnswers.Binary(outputs.Truth.Span,
                outputs.Score.IsEmpty ? "" : outputs.ScoresAreProbabilities ? "probability" : "order"),
        };
        return outputs.Score.IsEmpty ? side : WithCurves(side, measures, outputs);
    }

    static QualitySide WithCurves(QualitySide side, MeasureSet measures, BinaryOutputs outputs)
    {
        var scored = ScoredLabels.Of(outputs.Score.Span, outputs.Truth.Span);
        AddScoreMeasures(measures, outputs, scored);
        bool bothClasses = scored.Positives.Length > 0 && scored.Negatives.Length > 0;
        var points = bothClasses ? ScoreCurve.Points(scored, CurvePoints) : [];
        return side with
        {
            Measures = measures.Values,
            Roc = [.. points.Select(p => new CurvePoint(p.FalsePositiveRate, p.TruePositiveRate, p.Threshold))],
            PrecisionRecall = [.. points.Where(p => !double.IsNaN(p.Precision))
                .Select(p => new CurvePoint(p.Recall, p.Precision, p.Threshold))],
            Reliability = outputs.ScoresAreProbabilities ? Reliability(scored) : [],
            Thresholds = Thresholds(scored, outputs),
        };
    }

    static void AddDecisionMeasures(MeasureSet measures, in ConfusionCounts counts, QualityOptions options)
    {
        string oneClass = counts.Count == 0 ? "quality.undefined.no_rows" : "quality.undefined.one_class";
        string noPositives = counts.Count == 0 ? oneClass : "quality.undefined.no_positives";
        string noNegatives = counts.Count == 0 ? oneClass : "quality.undefined.no_negatives";
        string nothingSelected = counts.Count == 0 ? oneClass : "quality.undefined.nothing_selected";
        string constant = counts.Count == 0 ? oneClass : "quality.undefined.constant";
        measures.Add("accuracy", BinaryMeasures.Accuracy(counts), oneClass);
        measures.Add("balanced_accuracy", BinaryMeasures.BalancedAccuracy(counts, options.Seed), oneClass);
        measures.Add("precision", BinaryMeasures.Precision(counts), nothingSelected);
        measures.Add("recall", BinaryMeasures.Recall(counts), noPositives);
        measures.Add("specificity", BinaryMeasures.Specificity(counts), noNegatives);
        measures.Add("negative_predictive_value", BinaryMeasures.NegativePredictiveValue(counts),
            counts.Count == 0 ? oneClass : "quality.undefined.all_selected");
        measures.Add("f1", BinaryMeasures.F1(counts, options.Seed), noPositives);
        measures.Add("f2", BinaryMeasures.FBeta(counts, 2, options.Seed), noPositives);
        measures.Add("mcc", BinaryMeasures.Matthews(counts, options.Seed), constant);
        measures.Add("cohen_kappa", BinaryMeasures.Kappa(counts, options.Seed), constant);
        measures.Add("selection_rate", BinaryMeasures.SelectionRate(counts), oneClass);
        measures.Add("positive_rate", BinaryMeasures.Prevalence(counts), oneClass);
    }

    static void AddScoreMeasures(MeasureSet measures, BinaryOutputs outputs, ScoredLabels scored)
    {
        bool none = scored.Count == 0;
        string oneClass = none ? "quality.undefined.no_rows" : "quality.undefined.one_class";
        string noPositives = none ? oneClass : "quality.undefined.no_positives";
        measures.Add("roc_auc", RocAuc.Compute(scored), oneClass);
        measures.Add("average_precision", AveragePrecision.Compute(scored), noPositives);
        measures.Add("ks", ScoreSeparation.KolmogorovSmirnov(scored).Statistic, oneClass);
        measures.Add("gini", ScoreSeparation.Gini(scored), oneClass);
        measures.Add("lift_10", LiftInTopTenth(scored), noPositives);
        if (outputs.ScoresAreProbabilities)
        {
            measures.Add("log_loss", LogLoss.Compute(outputs.Score.Span, outputs.Truth.Span).Loss, oneClass);
            measures.Add("brier", BrierScore.Compute(outputs.Score.Span, outputs.Truth.Span), oneClass);
            measures.Add("ece", ExpectedCalibrationError.Compute(scored), oneClass);
            return;
        }
        foreach (string name in (ReadOnlySpan<string>)["log_loss", "brier", "ece"])
            measures.Add(name, Estimate.Undefined(scored.Count), "quality.undefined.not_probabilities");
    }

    /// <summary>Lift of the best-scored tenth. Its interval is Wilson's for the share of positives found there, over the tenth.</summary>
    static Estimate LiftInTopTenth(ScoredLabels scored)
    {
        const double share = .1;
        var rows = LiftTable.Compute(scored);
        if (rows.Count == 0) return Estimate.Undefined(scored.Count);
        long positives = scored.Positives.Length;
        var gain = Statistics.Hypothesis.WilsonInterval.Compute((long)Math.Round(rows[0].Gain * positives), positives);
        return new Estimate(rows[0].Lift, Math.Min(rows[0].Lift, gain.Low / share), Math.Max(rows[0].Lift, gain.High / share),
            scored.Count);
    }

    static IReadOnlyList<Reports.ReliabilityBin> Reliability(ScoredLabels scored) =>
    [
        .. ReliabilityCurve.Compute(scored)
            .Select(b => new Reports.ReliabilityBin(b.MeanScore, b.Observed.Value, b.Observed.Low, b.Observed.High, b.Observed.N)),
    ];

    static ConfusionReport Confusion(TaskPlan plan, in ConfusionCounts counts) => new(
        [plan.Labels[1], plan.Labels[0]],
        [[counts.TruePositives, counts.FalseNegatives], [counts.FalsePositives, counts.TrueNegatives]]);

    static IReadOnlyList<ThresholdRow> Thresholds(ScoredLabels scored, BinaryOutputs outputs)
    {
        if (scored.Count == 0) return [];
        var thresholds = new SortedSet<double>();
        for (int k = 1; k < 20; k++) thresholds.Add(outputs.ScoresAreProbabilities ? k / 20.0 : Quantile(scored, k / 20.0));
        if (!double.IsNaN(outputs.Plan.Threshold)) thresholds.Add(outputs.Plan.Threshold);
        return
        [
            .. ScoreCurve.At(scored, thresholds.ToArray())
                .Select(p => new ThresholdRow(p.Threshold, p.SelectionRate, p.Precision, p.Recall, p.Specificity, p.F1)),
        ];
    }

    /// <summary>The score that a share of the rows lies below, from the two sorted classes.</summary>
    static double Quantile(ScoredLabels scored, double q)
    {
        long wanted = (long)(q * scored.Count);
        int i = 0, j = 0;
        double value = double.NaN;
        for (long taken = 0; taken <= wanted && taken < scored.Count; taken++)
        {
            bool fromPositives = j >= scored.Negatives.Length
                || (i < scored.Positives.Length && scored.Positives[i] <= scored.Negatives[j]);
            value = fromPositives ? scored.Positives[i++] : scored.Negatives[j++];
        }
        return value;
    }

    static long Rows(BinaryOutputs outputs)
    {
        var truth = outputs.Truth.Span;
        var decision = outputs.Decision.Span;
        var score = outputs.Score.Span;
        long rows = 0;
        for (int i = 0; i < truth.Length; i++)
            if (truth[i] >= 0 && ((!decision.IsEmpty && decision[i] >= 0) || (!score.IsEmpty && !double.IsNaN(score[i])))) rows++;
        return rows;
    }
}
