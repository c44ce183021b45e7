namespace Plumbline.Statistics.Hypothesis;

/// <summary>The regularised incomplete gamma functions, accurate in both tails and for large shapes.</summary>
/// <remarks>
/// Source: Loader, "Fast and accurate computation of binomial probabilities" (2000) for the leading factor; series and continued fraction
/// as
/// DLMF 8.11.4 and 8.9.2 (Lentz). Checked against scipy.special.gammainc and gammaincc.
/// </remarks>
static class GammaDistribution
{
    const double Precision = 1e-17;
    const double Tiny = 1e-300;

    /// <summary>P(a, x), a > 0, x >= 0.</summary>
    public static double Lower(double a, double x)
    {
        if (!(x > 0)) return x == 0 ? 0 : double.NaN;
        if (double.IsPositiveInfinity(x)) return 1;
        return x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);
    }

    /// <summary>Q(a, x) = 1 - P(a, x), without cancellation in the upper tail.</summary>
    public static double Upper(double a, double x)
    {
        if (!(x > 0)) return x == 0 ? 1 : double.NaN;
        if (double.IsPositiveInfinity(x)) return 0;
        return x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);
    }

    /// <summary>x^a e^-x / Gamma(a + 1): the Poisson probability of a at mean x, for any real a >= 0.</summary>
    public static double Poisson(double a, double x)
    {
        if (x == 0) return a == 0 ? 1 : 0;
        if (a == 0) return Math.Exp(-x);
        return Math.Exp(-StirlingError(a) - DevianceTerm(a, x)) / Math.Sqrt(2 * Math.PI * a);
    }

    static double Series(double a, double x)
    {
        double term = 1, sum = 1;
        for (double k = a + 1; term > sum * Precision; k++)
        {
            term *= x / k;
            sum += term;
        }

        return Math.Min(1, Poisson(a, x) * sum);
    }

    static double Fraction(double a, double x)
    {
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, h = d;
        for (double i = 1; i < 1e8; i++)
        {
            double factor = -i * (i - a);
            b += 2;
            d = (factor * d) + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + (factor / c);
            if (Math.Abs(c) < Tiny) c = Tiny;
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16) break;
        }

        return Math.Clamp(Poisson(a, x) * a * h, 0, 1);
    }

    /// <summary>ln Gamma(a + 1) less Stirling's formula.</summary>
    public static double StirlingError(double a)
    {
        if (a < 16) return MathNet.Numerics.SpecialFunctions.GammaLn(a + 1) - ((a + 0.5) * Math.Log(a)) + a - (0.5 * Math.Log(2 * Math.PI));
        double square = a * a;
        return ((1 / 12.0) - (((1 / 360.0) - (((1 / 1260.0) - (((1 / 1680.0) - (1 / 1188.0 / square)) / square)) / square)) / square)) / a;
    }

    /// <summary>a ln(a / x) + x - a, without cancellation near a = x.</summary>
    public static double DevianceTerm(double a, double x)
    {
        double difference = a - x;
        if (Math.Abs(difference) >= 0.1 * (a + x)) return (a * Math.Log(a / x)) + x - a;

        double v = difference / (a + x), sum = difference * v, power = 2 * a * v;
        for (int j = 1; j < 1000; j++)
        {
            power *= v * v;
            double next = sum + (power / ((2 * j) + 1));
            if (next == sum) break;
            sum = next;
        }

        return sum;
    }
}
