using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Quality;

/// <summary>The reliability curve over 15 bins of equal mass, and the expected calibration error over them.</summary>
static class CalibrationPoints
{
    const int Bins = 15;

    internal static IReadOnlyList<ReliabilityBin> Of(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth)
    {
        var keptScores = new double[scores.Length];
        var keptTruth = new int[scores.Length];
        int n = 0;
        for (int i = 0; i < scores.Length; i++)
            if (truth[i] >= 0 && !double.IsNaN(scores[i])) (keptScores[n], keptTruth[n++]) = (scores[i], truth[i]);
        Array.Sort(keptScores, keptTruth, 0, n);
        var bins = new List<ReliabilityBin>();
        int start = 0;
        for (int k = 1; k <= Bins; k++)
        {
            int end = (int)((long)n * k / Bins);
            while (end > start && end < n && keptScores[end].Equals(keptScores[end - 1])) end++;
            if (end > start) bins.Add(Bin(keptScores.AsSpan(start, end - start), keptTruth.AsSpan(start, end - start)));
            start = Math.Max(start, end);
        }
        return bins;
    }

    internal static Estimate ExpectedError(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth)
    {
        var bins = Of(scores, truth);
        long n = bins.Sum(b => b.N);
        return n == 0 ? Estimate.Undefined(0) : Estimate.Point(bins.Sum(b => b.N / (double)n * Math.Abs(b.MeanScore - b.Observed)), n);
    }

    static ReliabilityBin Bin(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth)
    {
        double mean = 0;
        for (int i = 0; i < scores.Length; i++) mean += (scores[i] - mean) / (i + 1);
        var observed = WilsonInterval.Compute(truth.Count(1), truth.Length);
        return new ReliabilityBin(mean, observed.Value, observed.Low, observed.High, truth.Length);
    }
}
