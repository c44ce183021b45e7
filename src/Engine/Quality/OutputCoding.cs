using System.Runtime.InteropServices;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>Turns the columns of one side into codes by the plan.</summary>
static class OutputCoding
{
    /// <summary>A label with fewer rows is not named in a note: it may be a person's.</summary>
    const long LeastNamed = 10;

    internal static ModelOutputs? Code(OutputSlices? slices, TaskPlan plan, string side, ICollection<Message> notes)
    {
        if (slices is null || (slices.Prediction is null && slices.Scores.Count == 0)) return null;
        return plan.Task switch
        {
            ModelTask.Binary => Binary(slices, plan, side, notes),
            ModelTask.Multiclass => Multiclass(slices, plan, side, notes),
            ModelTask.Regression => Regression(slices, plan),
        };
    }

    static BinaryOutputs Binary(OutputSlices slices, TaskPlan plan, string side, ICollection<Message> notes)
    {
        int rows = slices.RowCount;
        var truth = Labels(slices.Target, rows, plan, side, "target", notes);
        var score = BinaryScore(slices, plan);
        bool decides = slices.Prediction is not null && !plan.PredictionIsScore;
        int[] decision = decides ? Labels(slices.Prediction, rows, plan, side, "prediction", notes)
            : ByThreshold(score.Span, plan.Threshold);
        if (decides && decision.Length > 0 && !decision.AsSpan().ContainsAnyExcept(-1)) decision = [];
        bool probabilities = true;
        foreach (double value in score.Span)
            if (value is < 0 or > 1) probabilities = false;
        if (!probabilities) notes.Add(Message.Of("quality.scores_outside_" + side));
        if (!probabilities && !decides && plan.ThresholdIsDefault)
        {
            decision = [];
            notes.Add(Message.Of("quality.no_threshold"));
        }
        return new BinaryOutputs(plan, rows, truth, decision, score, probabilities);
    }

    static ReadOnlyMemory<double> BinaryScore(OutputSlices slices, TaskPlan plan)
    {
        var slice = plan.PredictionIsScore ? slices.Prediction as NumericSlice
            : slices.Scores.FirstOrDefault(s => s.Column.Name == plan.ScoreColumns[0]);
        if (slice is null) return default;
        bool asIs = !plan.ScoreIsOfNegative;
        foreach (double value in slice.Values.Span)
            if (double.IsInfinity(value)) asIs = false;
        if (asIs) return slice.Values;
        var turned = slice.Values.ToArray();
        for (int i = 0; i < turned.Length; i++)
            turned[i] = double.IsInfinity(turned[i]) ? double.NaN : plan.ScoreIsOfNegative ? 1 - turned[i] : turned[i];
        return turned;
    }

    static int[] ByThreshold(ReadOnlySpan<double> score, double threshold)
    {
        var decision = new int[score.Length];
        for (int i = 0; i < score.Length; i++)
            decision[i] = double.IsNaN(score[i]) ? -1 : score[i] >= threshold ? 1 : 0;
        return decision;
    }

    static MulticlassOutputs Multiclass(OutputSlices slices, TaskPlan plan, string side, ICollection<Message> notes)
    {
        int rows = slices.RowCount;
        var truth = Labels(slices.Target, rows, plan, side, "target", notes);
        var columns = plan.ScoreColumns.Select(name => slices.Scores.FirstOrDefault(s => s.Column.Name == name)).OfType<NumericSlice>()
            .ToList();
        var scores = columns.Count == plan.Labels.Length ? columns.Select(s => AsArray(s.Values)).ToArray() : [];
        var decision = slices.Prediction is not null ? Labels(slices.Prediction, rows, plan, side, "prediction", notes)
            : Largest(scores, rows);
        return new MulticlassOutputs(plan, rows, truth, decision, scores);
    }

    static double[] AsArray(ReadOnlyMemory<double> values) =>
        MemoryMarshal.TryGetArray(values, out var segment) && segment.Offset == 0 && segment.Array!.Length == segment.Count ? segment.Array
            : values.ToArray();

    /// <summary>The class with the largest score (the first of equals); -1 where any score is missing.</summary>
    static int[] Largest(double[][] scores, int rows)
    {
        var best = new int[rows];
        if (scores.Length == 0) Array.Fill(best, -1);
        var top = scores.Length == 0 ? [] : (double[])scores[0].Clone();
        for (int k = 1; k < scores.Length; k++)
        {
            var score = scores[k];
            for (int i = 0; i < top.Length; i++)
                if (double.IsNaN(score[i])) top[i] = double.NaN;
                else if (score[i] > top[i]) (top[i], best[i]) = (score[i], k);
        }
        for (int i = 0; i < top.Length; i++)
            if (double.IsNaN(top[i])) best[i] = -1;
        return best;
    }

    static RegressionOutputs Regression(OutputSlices slices, TaskPlan plan)
    {
        var prediction = slices.Prediction as NumericSlice ?? (slices.Scores.Count > 0 ? slices.Scores[0] : null);
        return new RegressionOutputs(plan, slices.RowCount, Finite((slices.Target as NumericSlice)?.Values, slices.RowCount),
            Finite(prediction?.Values, slices.RowCount));
    }

    static ReadOnlyMemory<double> Finite(ReadOnlyMemory<double>? values, int rows)
    {
        if (values is null)
        {
            var none = new double[rows];
            Array.Fill(none, double.NaN);
            return none;
        }
        bool clean = true;
        foreach (double value in values.Value.Span) clean &= !double.IsInfinity(value);
        if (clean) return values.Value;
        var copy = values.Value.ToArray();
        for (int i = 0; i < copy.Length; i++)
            if (double.IsInfinity(copy[i])) copy[i] = double.NaN;
        return copy;
    }

    /// <summary>The class code of each row, -1 for missing rows and for labels the plan does not know; those are counted in a
    /// note.</summary>
    static int[] Labels(ColumnSlice? slice, int rows, TaskPlan plan, string side, string role, ICollection<Message> notes)
    {
        var codes = new int[rows];
        var unknown = new Dictionary<string, long>(StringComparer.Ordinal);
        if (slice is CategoricalSlice categorical) CategoricalLabels(categorical, codes, plan, unknown);
        else if (slice is NumericSlice numeric) NumericLabels(numeric.Values.Span, codes, plan, unknown);
        else Array.Fill(codes, -1);
        if (unknown.Count > 0)
        {
            var (example, count) = unknown.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).First();
            notes.Add(Message.Of($"quality.unknown_{role}_{side}", ("rows", MessageNumbers.Count(unknown.Values.Sum())),
                ("example", count < LeastNamed ? "…" : BinaryPlan.Some([example])), ("labels", BinaryPlan.Some(plan.Labels))));
        }
        return codes;
    }

    static void CategoricalLabels(CategoricalSlice slice, Span<int> codes, TaskPlan plan, Dictionary<string, long> unknown)
    {
        var known = slice.Categories.Select(c => CodeOf(LabelText.Of(c), plan)).ToArray();
        var missed = new long[known.Length];
        var given = slice.Codes.Span;
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = given[i] < 0 ? -1 : known[given[i]];
            if (given[i] >= 0 && codes[i] < 0) missed[given[i]]++;
        }
        for (int category = 0; category < missed.Length; category++)
            if (missed[category] > 0) unknown[slice.Categories[category]] = missed[category];
    }

    static void NumericLabels(ReadOnlySpan<double> values, Span<int> codes, TaskPlan plan, Dictionary<string, long> unknown)
    {
        var known = new Dictionary<double, int>();
        for (int i = 0; i < values.Length; i++)
        {
            codes[i] = -1;
            if (!double.IsFinite(values[i])) continue;
            if (!known.TryGetValue(values[i], out int code))
            {
                code = CodeOf(LabelText.Of(values[i]), plan);
                if (known.Count < LabelCensus.MostDistinct) known[values[i]] = code;
            }
            codes[i] = code;
            if (code < 0) CountUnknown(unknown, LabelText.Of(values[i]));
        }
    }

    /// <summary>Beyond many distinct labels the rest is counted under one.</summary>
    static void CountUnknown(Dictionary<string, long> unknown, string label)
    {
        string key = unknown.ContainsKey(label) || unknown.Count < LabelCensus.MostDistinct ? label : "…";
        unknown[key] = unknown.GetValueOrDefault(key) + 1;
    }

    static int CodeOf(string compared, TaskPlan plan)
    {
        string key = plan.AsWords ? LabelText.AsWord(compared) ?? compared : compared;
        return plan.Codes.TryGetValue(key, out int code) ? code : -1;
    }
}
