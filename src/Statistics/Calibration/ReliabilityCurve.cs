using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Calibration;

/// <summary>One bin of a reliability curve.</summary>
/// <param name="MeanScore">Mean score of its rows.</param>
/// <param name="Observed">Share of positives among them, Wilson interval; N is the rows of the bin.</param>
public readonly record struct ReliabilityBin(double MeanScore, Estimate Observed);

/// <summary>Mean score against observed share of positives, in bins of equal mass.</summary>
/// <remarks>Source: Niculescu-Mizil and Caruana, "Predicting good probabilities with supervised learning" (2005). Bins are cut after rows
/// ceil(k n / bins)
/// in order of score, moved up to the end of a tie: rows with equal scores share a bin, so the order of rows never matters.</remarks>
public static class ReliabilityCurve
{
    /// <summary>The bins in order of score; empty without rows, fewer than asked when ties fill several.</summary>
    /// <param name="scored">Scores as probabilities of the positive class.</param>
    /// <param name="bins">Bins wanted, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1.</exception>
    public static IReadOnlyList<ReliabilityBin> Compute(ScoredLabels scored, int bins = 15)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        List<ReliabilityBin> curve = new(bins);
        double n = scored.Count, sum = 0;
        long rows = 0, positives = 0, done = 0;
        int cut = 1;
        ScoreStepsUp steps = new(scored);
        while (steps.MoveNext())
        {
            long here = (long)steps.PositivesHere + steps.NegativesHere;
            sum += steps.Score * here;
            rows += here;
            positives += steps.PositivesHere;
            done += here;
            if (done < Math.Ceiling(cut * n / bins)) continue;
            curve.Add(new(sum / rows, WilsonInterval.Compute(positives, rows)));
            while (cut <= bins && Math.Ceiling(cut * n / bins) <= done) cut++;
            sum = 0;
            rows = 0;
            positives = 0;
        }
        return curve;
    }
}
