namespace Plumbline.Statistics.Quality;

/// <summary>Intervals from an estimate and its standard error.</summary>
static class NormalInterval
{
    /// <summary>The .975 quantile of the standard normal distribution.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>value +- 1.96 standard errors, cut to [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public static Estimate Of(
        double value, double standardError, long n, double least = double.NegativeInfinity, double most = double.PositiveInfinity) =>
        double.IsNaN(value) ? Estimate.Undefined(n)
        : double.IsNaN(standardError) ? Estimate.Point(value, n)
        : new(value, Math.Max(least, value - (Z * standardError)), Math.Min(most, value + (Z * standardError)), n);

    /// <summary>The interval on the logit scale, for values in (0, 1); at 0 and 1 there is none.</summary>
    public static Estimate OnLogitScale(double value, double standardError, long n)
    {
        if (double.IsNaN(value)) return Estimate.Undefined(n);
        if (value is <= 0 or >= 1 || double.IsNaN(standardError)) return Estimate.Point(value, n);
        double centre = Math.Log(value / (1 - value));
        double reach = Z * standardError / (value * (1 - value));
        return new(value, Logistic(centre - reach), Logistic(centre + reach), n);
    }

    static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
