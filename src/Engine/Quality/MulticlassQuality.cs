using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Quality;

namespace Plumbline.Engine.Quality;

/// <summary>Every measure of a model of several classes on one side.</summary>
static class MulticlassQuality
{
    const int ShownLabels = 20;

    const int CurvePoints = 200;

    internal static MeasureSet Measure(MulticlassOutputs outputs, QualityOptions options)
    {
        var measures = new MeasureSet();
        AddDecisionMeasures(measures, Matrix(outputs), options);
        if (outputs.Scores.Count > 0) AddScoreMeasures(measures, outputs, OneAgainstRest(outputs));
        return measures;
    }

    internal static QualitySide Side(MulticlassOutputs outputs, QualityOptions options)
    {
        var measures = new MeasureSet();
        var matrix = Matrix(outputs);
        AddDecisionMeasures(measures, matrix, options);
        var areas = outputs.Scores.Count > 0 ? OneAgainstRest(outputs) : [];
        if (outputs.Scores.Count > 0) AddScoreMeasures(measures, outputs, areas);
        return new QualitySide
        {
            Rows = matrix.Count,
            WithoutLabel = outputs.RowCount - outputs.Labelled,
            Measures = measures.Values,
            Baselines = ConstantAnswers.Multiclass(outputs.Truth.Span, outputs.Plan.Labels.Length, outputs.Scores.Count > 0),
            Labels = [.. Enumerable.Range(0, matrix.Labels).Select(k => Label(outputs.Plan, matrix, areas, k, options))],
            Confusion = Confusion(outputs.Plan, matrix),
            Roc = MeanCurve(outputs),
        };
    }

    static ConfusionMatrix Matrix(MulticlassOutputs outputs)
    {
        var matrix = new ConfusionMatrix(Math.Max(1, outputs.Plan.Labels.Length));
        matrix.AddRange(outputs.Truth.Span, outputs.Decision.Span);
        return matrix;
    }

    static void AddDecisionMeasures(MeasureSet measures, ConfusionMatrix matrix, QualityOptions options)
    {
        string noRows = matrix.Count == 0 ? "quality.undefined.no_rows" : "quality.undefined.one_class";
        string constant = matrix.Count == 0 ? noRows : "quality.undefined.constant";
        measures.Add("accuracy", MulticlassMeasures.Accuracy(matrix), noRows);
        AddAveraged(measures, matrix, "macro", Averaging.Macro, options.Seed, noRows);
        AddAveraged(measures, matrix, "micro", Averaging.Micro, options.Seed, noRows);
        AddAveraged(measures, matrix, "weighted", Averaging.Weighted, options.Seed, noRows);
        measures.Add("mcc", MulticlassMeasures.Matthews(matrix, options.Seed), constant);
        measures.Add("cohen_kappa", MulticlassMeasures.Kappa(matrix, options.Seed), constant);
    }

    static void AddAveraged(MeasureSet measures, ConfusionMatrix matrix, string prefix, Averaging averaging, ulong seed, string reason)
    {
        measures.Add(prefix + "_precision", MulticlassMeasures.Precision(matrix, averaging, seed), reason);
        measures.Add(prefix + "_recall", MulticlassMeasures.Recall(matrix, averaging, seed), reason);
        measures.Add(prefix + "_f1", MulticlassMeasures.F1(matrix, averaging, seed), reason);
    }

    static void AddScoreMeasures(MeasureSet measures, MulticlassOutputs outputs, Estimate[] areas)
    {
        string noRows = outputs.Labelled == 0 ? "quality.undefined.no_rows" : "quality.undefined.one_class";
        measures.Add("roc_auc_ovr", MeanArea(areas, outputs.Labelled), noRows);
        bool probabilities = outputs.Scores.All(column => Array.TrueForAll(column, s => double.IsNaN(s) || s is >= 0 and <= 1));
        string reason = probabilities ? noRows : "quality.undefined.not_probabilities";
        var none = Estimate.Undefined(outputs.Labelled);
        measures.Add("log_loss", probabilities ? LogLoss.Multiclass(outputs.Scores, outputs.Truth.Span).Loss : none, reason);
        measures.Add("brier", probabilities ? BrierScore.Multiclass(outputs.Scores, outputs.Truth.Span) : none, reason);
    }

    static Estimate[] OneAgainstRest(MulticlassOutputs outputs)
    {
        var areas = new Estimate[outputs.Scores.Count];
        for (int k = 0; k < areas.Length; k++)
            areas[k] = RocAuc.Compute(ScoredLabels.Of(outputs.Scores[k], outputs.Truth.Span, positive: k));
        return areas;
    }

    /// <summary>The mean of the labels' areas; a label without positives or negatives is left out. The areas share their rows, so their
    /// errors are taken as fully correlated: the interval is the mean of theirs, never too narrow.</summary>
    static Estimate MeanArea(Estimate[] areas, long rows)
    {
        var defined = areas.Where(a => !double.IsNaN(a.Value)).ToList();
        if (defined.Count == 0) return Estimate.Undefined(rows);
        return new Estimate(defined.Average(a => a.Value), defined.Average(a => a.Low), defined.Average(a => a.High), rows);
    }

    static LabelQuality Label(TaskPlan plan, ConfusionMatrix matrix, Estimate[] areas, int label, QualityOptions options)
    {
        var measures = new MeasureSet();
        var counts = matrix.OneAgainstRest(label);
        measures.Add("precision", BinaryMeasures.Precision(counts), "quality.undefined.nothing_selected");
        measures.Add("recall", BinaryMeasures.Recall(counts), "quality.undefined.no_positives");
        measures.Add("f1", BinaryMeasures.F1(counts, options.Seed), "quality.undefined.no_positives");
        if (areas.Length > label) measures.Add("roc_auc", areas[label], "quality.undefined.one_class");
        return new LabelQuality(plan.Labels[label], counts.Positives, measures.Values);
    }

    /// <summary>The labels with most true rows, the rest as one.</summary>
    static ConfusionReport Confusion(TaskPlan plan, ConfusionMatrix matrix)
    {
        int k = matrix.Labels;
        if (k <= ShownLabels)
            return new ConfusionReport([.. plan.Labels], [.. Enumerable.Range(0, k)
                .Select(t => Enumerable.Range(0, k).Select(d => matrix[t, d]).ToArray())]);
        var kept = Enumerable.Range(0, k).OrderByDescending(matrix.TruthTotal).ThenBy(l => l).Take(ShownLabels).Order().ToList();
        var place = new int[k];
        Array.Fill(place, ShownLabels);
        for (int i = 0; i < kept.Count; i++) place[kept[i]] = i;
        var counts = new long[ShownLabels + 1][];
        for (int i = 0; i < counts.Length; i++) counts[i] = new long[ShownLabels + 1];
        for (int truth = 0; truth < k; truth++)
            for (int decision = 0; decision < k; decision++) counts[place[truth]][place[decision]] += matrix[truth, decision];
        return new ConfusionReport([.. kept.Select(l => plan.Labels[l]), "(other)"], counts);
    }

    /// <summary>The ROC curve of all labels together: each row gives one point per label, positive for its own.</summary>
    static IReadOnlyList<CurvePoint> MeanCurve(MulticlassOutputs outputs)
    {
        const int mostValues = 2_000_000;
        if (outputs.Scores.Count == 0) return [];
        int step = (int)Math.Max(1, (long)outputs.RowCount * outputs.Scores.Count / mostValues);
        var scores = new List<double>();
        var truth = new List<int>();
        for (int k = 0; k < outputs.Scores.Count; k++)
            for (int i = 0; i < outputs.RowCount; i += step)
            {
                scores.Add(outputs.Scores[k][i]);
                truth.Add(outputs.Truth.Span[i] < 0 ? -1 : outputs.Truth.Span[i] == k ? 1 : 0);
            }
        var scored = ScoredLabels.Of(scores.ToArray(), truth.ToArray());
        if (scored.Positives.Length == 0 || scored.Negatives.Length == 0) return [];
        return [.. ScoreCurve.Points(scored, CurvePoints).Select(p => new CurvePoint(p.FalsePositiveRate, p.TruePositiveRate,
            p.Threshold))];
    }
}
