using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>Points of the regression plots: the histogram of errors, and the mean error over the range of predictions.</summary>
static class RegressionPicture
{
    const int ErrorBins = 30;

    const int PredictionBins = 10;

    const int MostForEdges = 100_000;

    const double TailLeftOut = .005;

    const double Z = 1.959963984540054;

    /// <summary>Equal steps over the middle 99 % of the errors of both sides; empty without errors.</summary>
    internal static double[] ErrorEdges(params ReadOnlySpan<RegressionOutputs?> sides)
    {
        var errors = new List<double>();
        foreach (var side in sides)
        {
            if (side is null) continue;
            int step = Math.Max(1, side.RowCount / MostForEdges);
            for (int i = 0; i < side.RowCount; i += step)
                if (double.IsFinite(side.Prediction.Span[i] - side.Truth.Span[i])) errors.Add(side.Prediction.Span[i] - side.Truth.Span[i]);
        }
        if (errors.Count == 0) return [];
        errors.Sort();
        double low = errors[(int)(TailLeftOut * (errors.Count - 1))];
        double high = errors[(int)((1 - TailLeftOut) * (errors.Count - 1))];
        if (!(high > low)) (low, high) = (low - .5, high + .5);
        return [.. Enumerable.Range(0, ErrorBins + 1).Select(k => low + ((high - low) * k / ErrorBins))];
    }

    internal static RegressionPlots Of(RegressionOutputs outputs, double[] errorEdges) =>
        new(Histogram(outputs, errorEdges), ByPrediction(outputs));

    static HistogramPoints Histogram(RegressionOutputs outputs, double[] edges)
    {
        var counts = new long[Math.Max(0, edges.Length - 1)];
        double rows = 0;
        for (int i = 0; i < outputs.RowCount; i++)
        {
            double error = outputs.Prediction.Span[i] - outputs.Truth.Span[i];
            if (!double.IsFinite(error)) continue;
            rows++;
            int bin = (int)Math.Floor((error - edges[0]) / (edges[^1] - edges[0]) * counts.Length);
            if (error == edges[^1]) bin = counts.Length - 1;
            if (bin >= 0 && bin < counts.Length) counts[bin]++;
        }
        return new HistogramPoints(edges, [.. counts.Select(c => c / rows)]);
    }

    static List<ErrorBin> ByPrediction(RegressionOutputs outputs)
    {
        var truth = outputs.Truth.Span;
        var predictions = new List<double>();
        var errors = new List<double>();
        for (int i = 0; i < outputs.RowCount; i++)
        {
            double prediction = outputs.Prediction.Span[i], error = prediction - truth[i];
            if (!double.IsFinite(error)) continue;
            predictions.Add(prediction);
            errors.Add(error);
        }
        var sorted = predictions.ToArray();
        var carried = errors.ToArray();
        Array.Sort(sorted, carried);
        var bins = new List<ErrorBin>();
        int start = 0;
        for (int k = 1; k <= PredictionBins; k++)
        {
            int end = (int)((long)sorted.Length * k / PredictionBins);
            while (end > start && end < sorted.Length && sorted[end].Equals(sorted[end - 1])) end++;
            if (end > start) bins.Add(Bin(sorted.AsSpan(start, end - start), carried.AsSpan(start, end - start)));
            start = Math.Max(start, end);
        }
        return bins;
    }

    static ErrorBin Bin(ReadOnlySpan<double> predictions, ReadOnlySpan<double> errors)
    {
        double mean = 0, squares = 0, prediction = 0;
        for (int i = 0; i < errors.Length; i++)
        {
            double step = errors[i] - mean;
            mean += step / (i + 1);
            squares += step * (errors[i] - mean);
            prediction += (predictions[i] - prediction) / (i + 1);
        }
        double reach = errors.Length > 1 ? Z * Math.Sqrt(squares / (errors.Length - 1.0) / errors.Length) : double.NaN;
        return new ErrorBin(prediction, mean, mean - reach, mean + reach, errors.Length);
    }
}
