using MathNet.Numerics;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>Tail probabilities and intervals of the standard normal distribution.</summary>
static class StandardNormal
{
    /// <summary>The 97.5 % quantile.</summary>
    public const double Z975 = 1.959963984540054;

    /// <summary>P(|Z| >= |z|), accurate in the tail.</summary>
    public static double TwoSided(double z) =>
        double.IsNaN(z) ? double.NaN : Math.Min(1, SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)));
}
