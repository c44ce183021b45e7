namespace Plumbline.Statistics.Hypothesis;

/// <summary>How many of <paramref name="drawn"/> draws without replacement come from the first of two groups.</summary>
/// <remarks>Source: Loader, "Fast and accurate computation of binomial probabilities" (2000), section 4; tails by the ratio of neighbours.
/// Checked against scipy.stats.hypergeom.</remarks>
readonly struct Hypergeometric(double first, double second, double drawn)
{
    public double Smallest { get; } = Math.Max(0, drawn - second);

    public double Largest { get; } = Math.Min(first, drawn);

    public double Mode { get; } = Math.Floor((drawn + 1) * ((first + 1) / (first + second + 2)));

    public double Probability(double x)
    {
        if (x < Smallest || x > Largest) return 0;
        double total = first + second, p = drawn / total;
        return p >= 1 ? 1 : Binomial(x, first, p) * Binomial(drawn - x, second, p) / Binomial(drawn, total, p);
    }

    /// <summary>P(X &lt;= x), for x below the mode.</summary>
    public double Lower(double x)
    {
        double term = Probability(x), sum = term;
        for (double k = x; k > Smallest && term > sum * 1e-17; k--)
        {
            term *= k * (second - drawn + k) / ((first - k + 1) * (drawn - k + 1));
            sum += term;
        }

        return sum;
    }

    /// <summary>P(X >= x), for x above the mode.</summary>
    public double Upper(double x)
    {
        double term = Probability(x), sum = term;
        for (double k = x; k < Largest && term > sum * 1e-17; k++)
        {
            term *= (first - k) * (drawn - k) / ((k + 1) * (second - drawn + k + 1));
            sum += term;
        }

        return sum;
    }

    static double Binomial(double x, double n, double p)
    {
        if (x == 0) return Math.Exp(n * double.LogP1(-p));
        if (x == n) return Math.Exp(n * Math.Log(p));
        double log = GammaDistribution.StirlingError(n) - GammaDistribution.StirlingError(x) - GammaDistribution.StirlingError(n - x)
            - GammaDistribution.DevianceTerm(x, n * p) - GammaDistribution.DevianceTerm(n - x, n * (1 - p));
        return Math.Exp(log) * Math.Sqrt(n / (2 * Math.PI * x * (n - x)));
    }
}
