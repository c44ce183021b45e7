using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Calibration;

/// <summary>Expected calibration error: mean distance of score and observed share over bins of equal mass, weighted by rows; in [0, 1].</summary>
/// <remarks>Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (2015), with equal-mass bins
/// (Nixon et al., 2019). The plug-in value is above 0 even for a perfect score (about .5 sqrt(bins / n)), and a resample doubles that excess; so the
/// interval is the reflected (basic) bootstrap of Davison and Hinkley (1997, section 5.2), drawn from the bins' counts and cut at 0.</remarks>
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
        double[] draws = new double[CountBootstrap.Draws];
        for (int draw = 0; draw < draws.Length; draw++)
            foreach (ReliabilityBin bin in curve)
            {
                double share = BinomialDraw.Next(random, bin.Observed.N, bin.Observed.Value) / (double)bin.Observed.N;
                draws[draw] += bin.Observed.N / n * Math.Abs(bin.MeanScore - share);
            }
        Estimate drawn = CountBootstrap.Percentile(draws, value, (long)n);
        return new(value, Math.Max(0, (2 * value) - drawn.High), Math.Max(value, (2 * value) - drawn.Low), (long)n);
    }
}
