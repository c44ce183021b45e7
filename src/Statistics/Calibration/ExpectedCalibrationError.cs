using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Calibration;

/// <summary>Expected calibration error: mean distance of score and observed share over bins of equal mass, weighted by rows; in [0,
/// 1].</summary>
/// <remarks>Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (2015), with
/// equal-mass bins
/// (Nixon et al., 2019). The plug-in value is above 0 even for a perfect score (about .5 sqrt(bins / n)), and a resample doubles that
/// excess; so the
/// interval is the reflected (basic) bootstrap of Davison and Hinkley (1997, section 5.2), drawn from the bins' counts and cut at 0;
/// and its low end is 0 whenever a perfectly calibrated score of this size would show as much in one of forty sets (Vaicenavicius et al.,
/// 2019).</remarks>
public static class ExpectedCalibrationError
{
    /// <summary>The error with its 95 % interval; NaN without rows.</summary>
    /// <param name="scored">Scores as probabilities of the positive class.</param>
    /// <param name="bins">Bins of equal mass, at least 1.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static Estimate Compute(ScoredLabels scored, int bins = 15, ulong seed = 1) => Of(ReliabilityCurve.Compute(scored, bins), seed);

    /// <summary>The error of a reliability curve made before.</summary>
    /// <param name="curve">Bins with their mean score and share of positives.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static Estimate Of(IReadOnlyList<ReliabilityBin> curve, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(curve);
        double n = 0, value = 0;
        foreach (ReliabilityBin bin in curve) n += bin.Observed.N;
        if (!(n > 0)) return Estimate.Undefined(0);
        foreach (ReliabilityBin bin in curve) value += bin.Observed.N / n * Math.Abs(bin.MeanScore - bin.Observed.Value);
        SeededRandom random = new(seed);
        Estimate drawn = Draw(curve, n, value, random, static bin => bin.Observed.Value);
        Estimate calibrated = Draw(curve, n, value, random, static bin => Math.Clamp(bin.MeanScore, 0, 1));
        // Percentile widens its interval to hold the value: an upper end above the value is one the draws reached.
        double low = calibrated.High > value ? 0 : Math.Max(0, (2 * value) - drawn.High);
        return new(value, low, Math.Max(value, (2 * value) - drawn.Low), (long)n);
    }

    static Estimate Draw(
        IReadOnlyList<ReliabilityBin> curve, double n, double value, SeededRandom random, Func<ReliabilityBin, double> share)
    {
        double[] draws = new double[CountBootstrap.Draws];
        for (int draw = 0; draw < draws.Length; draw++)
            foreach (ReliabilityBin bin in curve)
            {
                double drawn = BinomialDraw.Next(random, bin.Observed.N, share(bin)) / (double)bin.Observed.N;
                draws[draw] += bin.Observed.N / n * Math.Abs(bin.MeanScore - drawn);
            }
        return CountBootstrap.Percentile(draws, value, (long)n);
    }
}
