using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Association;

/// <summary>A measured association with its standard error on Fisher's scale.</summary>
/// <param name="Value">In [-1, 1], Cramer's V in [0, 1]; NaN when undefined.</param>
/// <param name="StandardError">Of atanh(value); NaN when undefined.</param>
/// <param name="N">Rows with both columns present.</param>
public readonly record struct Correlation(double Value, double StandardError, long N)
{
    // atanh of a perfect correlation is infinite; beyond this it no longer matters.
    const double Largest = 1 - 1e-9;

    /// <summary>An undefined association.</summary>
    public static Correlation Undefined(long n) => new(double.NaN, double.NaN, n);

    /// <summary>The value with its 95 % interval, symmetric on Fisher's scale.</summary>
    public Estimate ToEstimate()
    {
        if (double.IsNaN(Value) || double.IsNaN(StandardError)) return Estimate.Point(Value, N);
        double reach = StandardNormal.Z975 * StandardError;
        return new(Value, Math.Tanh(Fisher(Value) - reach), Math.Tanh(Fisher(Value) + reach), N);
    }

    /// <summary>Tests whether an association is the same in two independent sets of rows; positive when it is larger in current.</summary>
    /// <remarks>Source: Fisher, "On the probable error of a coefficient of correlation" (1921): the difference of atanh is close to
    /// normal.</remarks>
    public static TestResult Difference(Correlation reference, Correlation current)
    {
        double error = Math.Sqrt((reference.StandardError * reference.StandardError) + (current.StandardError * current.StandardError));
        double z = (Fisher(current.Value) - Fisher(reference.Value)) / error;
        return double.IsNaN(z) ? TestResult.Undefined : new(z, StandardNormal.TwoSided(z), TestMethod.Asymptotic);
    }

    static double Fisher(double value) => Math.Atanh(Math.Clamp(value, -Largest, Largest));
}
