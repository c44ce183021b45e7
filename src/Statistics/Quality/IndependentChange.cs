using MathNet.Numerics.Distributions;

namespace Plumbline.Statistics.Quality;

/// <summary>The change of one measure between two independent sets of rows, from the measure and interval of each.</summary>
/// <param name="Value">Current minus reference; NaN when either is undefined.</param>
/// <param name="Low">Lower end of the 95 % interval; NaN when either side has none.</param>
/// <param name="High">Upper end.</param>
/// <param name="StandardError">Of the difference: half the interval's width over 1.96; NaN without interval.</param>
/// <param name="PValue">Two-sided, of no change; below .05 exactly when the interval excludes 0; NaN without interval.</param>
/// <remarks>Source: Zou and Donner, "Construction of confidence limits about effect measures: a general approach" (2008), MOVER. With
/// Wilson intervals it is Newcombe's (1998) method 10 for two proportions; with DeLong's intervals the normal interval of the difference of
/// two independent areas.</remarks>
public readonly record struct IndependentChange(double Value, double Low, double High, double StandardError, double PValue)
{
    /// <summary>Combines the two intervals.</summary>
    /// <param name="reference">The measure before, with a 95 % interval.</param>
    /// <param name="current">The measure now, of other rows.</param>
    public static IndependentChange Compute(in Estimate reference, in Estimate current)
    {
        double value = current.Value - reference.Value;
        double down = Hypotenuse(current.Value - current.Low, reference.High - reference.Value);
        double up = Hypotenuse(current.High - current.Value, reference.Value - reference.Low);
        double towardsZero = value > 0 ? down : up;
        double p = towardsZero > 0 ? 2 * Normal.CDF(0, 1, -Math.Abs(value) * NormalInterval.Z / towardsZero)
            : double.IsNaN(towardsZero + value) ? double.NaN : value == 0 ? 1 : 0;
        return new(value, value - down, value + up, (down + up) / (2 * NormalInterval.Z), p);
    }

    /// <summary>The smallest change found with the given power by a two-sided test at the given level, in the unit of the
    /// measure.</summary>
    /// <param name="level">Level of the test, in (0, 1).</param>
    /// <param name="power">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Level or power is outside (0, 1).</exception>
    /// <remarks>Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences" (1988), section 2.4: (z(1 - level/2) + z(power))
    /// standard errors.</remarks>
    public double SmallestDetectable(double level = .05, double power = .8)
    {
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "The level must be inside (0, 1).");
        if (!(power is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(power), power, "The power must be inside (0, 1).");
        return (Normal.InvCDF(0, 1, 1 - (level / 2)) + Normal.InvCDF(0, 1, power)) * StandardError;
    }

    static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
