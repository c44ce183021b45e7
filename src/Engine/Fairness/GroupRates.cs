using Plumbline.Engine.Messages;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Segments;
using Plumbline.Statistics;
using Plumbline.Statistics.Fairness;
using Plumbline.Statistics.Quality;

namespace Plumbline.Engine.Fairness;

/// <summary>Rows and rates of every group on one side.</summary>
sealed record GroupRates
{
    internal required long[] Rows { get; init; }

    internal required IReadOnlyDictionary<string, MeasureValue>[] Measures { get; init; }

    /// <summary>Binary: what gaps are computed from; null otherwise. Groups without a name of their own count nothing.</summary>
    internal GroupOutcome[]? Outcomes { get; init; }

    /// <summary>False when scores are no probabilities: then there is no calibration to compare.</summary>
    internal bool ScoresAreProbabilities { get; init; }

    /// <summary>Multiclass: accuracy; regression: mean error and mean absolute error. One list of estimates per measure.</summary>
    internal IReadOnlyDictionary<string, Estimate[]> Estimates { get; init; } = new Dictionary<string, Estimate[]>();

    /// <summary>Regression: mean absolute error of all rows; NaN otherwise.</summary>
    internal double OverallError { get; init; } = double.NaN;

    internal static GroupRates Of(ReadOnlySpan<short> groups, IReadOnlyList<string> labels, ModelOutputs? outputs, QualityOptions options)
    {
        var rows = new long[labels.Count];
        foreach (short group in groups)
            if (group >= 0) rows[group]++;
        if (outputs is null || groups.IsEmpty)
            return new GroupRates { Rows = rows, Measures = [.. labels.Select(_ => new Dictionary<string, MeasureValue>())] };
        return outputs is BinaryOutputs binary ? Binary(groups, labels, binary, rows, options)
            : ByTaking(groups, labels, outputs, rows, options);
    }

    static GroupRates Binary(ReadOnlySpan<short> groups, IReadOnlyList<string> labels, BinaryOutputs outputs, long[] rows,
        QualityOptions options)
    {
        const int chunk = 65_536;
        var outcomes = new GroupOutcomes(labels.Count);
        var codes = new int[Math.Min(chunk, groups.Length)];
        for (int start = 0; start < groups.Length && !outputs.Decision.IsEmpty; start += chunk)
        {
            int length = Math.Min(chunk, groups.Length - start);
            for (int i = 0; i < length; i++) codes[i] = groups[start + i];
            outcomes.AddRange(codes.AsSpan(0, length), outputs.Decision.Span.Slice(start, length), outputs.Truth.Span.Slice(start, length),
                outputs.Score.IsEmpty ? [] : outputs.Score.Span.Slice(start, length));
        }
        var byGroup = outcomes.ToArray();
        return new GroupRates
        {
            Rows = rows,
            Measures = [.. byGroup.Select(o => BinaryMeasuresOf(o, !outputs.Score.IsEmpty, options))],
            ScoresAreProbabilities = outputs.ScoresAreProbabilities && !outputs.Score.IsEmpty,
            Outcomes = [.. byGroup.Select((o, g) => IsNamed(labels[g]) ? o : default)],
        };
    }

    static Dictionary<string, MeasureValue> BinaryMeasuresOf(GroupOutcome outcome, bool hasScores, QualityOptions options)
    {
        var measures = new Dictionary<string, MeasureValue>(StringComparer.Ordinal);
        void Add(string name, Estimate estimate) => measures[name] = Shown(estimate, options);
        Add("selection_rate", outcome.SelectionRate);
        Add("true_positive_rate", outcome.TruePositiveRate);
        Add("false_positive_rate", outcome.FalsePositiveRate);
        Add("false_negative_rate", outcome.FalseNegativeRate);
        Add("precision", outcome.Precision);
        Add("accuracy", outcome.Accuracy);
        if (hasScores) Add("mean_score", outcome.MeanScore);
        return measures;
    }

    static GroupRates ByTaking(ReadOnlySpan<short> groups, IReadOnlyList<string> labels, ModelOutputs outputs, long[] rows,
        QualityOptions options)
    {
        var index = GroupIndex.Of(groups, labels.Count);
        var estimates = new Dictionary<string, Estimate[]>();
        var measures = new IReadOnlyDictionary<string, MeasureValue>[labels.Count];
        for (int g = 0; g < labels.Count; g++)
        {
            var found = outputs.Take(index[g]) switch
            {
                MulticlassOutputs multiclass => [("accuracy", PrimaryMeasure.Of(multiclass, "accuracy"))],
                RegressionOutputs regression => Errors(regression),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            measures[g] = found.ToDictionary(m => m.Name, m => Shown(m.Value, options));
            foreach (var (name, value) in found)
            {
                if (!estimates.TryGetValue(name, out var list)) estimates[name] = list = new Estimate[labels.Count];
                list[g] = IsNamed(labels[g]) ? value : Estimate.Undefined(0);
            }
        }
        return new GroupRates
        {
            Rows = rows,
            Measures = measures,
            Estimates = estimates,
            OverallError = outputs is RegressionOutputs ? PrimaryMeasure.Of(outputs, "mae").Value : double.NaN,
        };
    }

    static (string Name, Estimate Value)[] Errors(RegressionOutputs outputs)
    {
        var measures = RegressionMeasures.Compute(outputs.Truth.Span, outputs.Prediction.Span);
        return [("mean_error", measures.MeanError), ("mean_absolute_error", measures.MeanAbsoluteError)];
    }

    /// <summary>A rate over very few rows would tell what single people got.</summary>
    static MeasureValue Shown(in Estimate estimate, QualityOptions options) => estimate.N < options.MinimumShownRows
        ? new MeasureValue(double.NaN) { N = estimate.N, Reason = Message.Of("fairness.too_few_rows") }
        : MeasureSet.Of(estimate, "fairness.too_few_rows");

    static bool IsNamed(string label) => label is not (RowGroups.MissingLabel or RowGroups.OtherLabel);
}
