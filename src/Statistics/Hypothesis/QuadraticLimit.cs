namespace Plumbline.Statistics.Hypothesis;

/// <summary>Limiting distributions of the quadratic statistics of empirical distribution functions: sums of chi-squared variables with
/// falling weights 1 / l_j.</summary>
/// <remarks>
/// Source: Smirnov's formula as in Anderson and Darling, "Asymptotic theory of certain goodness of fit criteria based on stochastic
/// processes" (1952), section 4:
/// P(sum > x) = (1/pi) sum over k of (-1)^(k+1) times the integral from l_(2k-1) to l_(2k) of exp(-x u / 2) / (u sqrt|D(u)|), D(u) = prod
/// (1 - u / l_j).
/// Each integrand has inverse square roots at both ends, which is what Gauss-Chebyshev quadrature is exact for; the tail keeps its digits
/// because nothing is
/// subtracted from 1. Checked against scipy.stats and the percentage points of Stephens (1974).
/// </remarks>
static class QuadraticLimit
{
    const int Nodes = 48;

    /// <summary>P(A^2 > x): l_j = j (j + 1), D(u) = -cos(pi/2 sqrt(1 + 4u)) / (pi u).</summary>
    public static double AndersonDarlingUpper(double x) =>
        x < 0.03 ? 1 : Sum(x, j => j * (j + 1), u => Math.Cos(Math.PI / 2 * Math.Sqrt(1 + (4 * u))) / (Math.PI * u));

    /// <summary>P(W^2 > x): l_j = (j pi)^2, D(u) = sin(sqrt u) / sqrt u.</summary>
    public static double CramerVonMisesUpper(double x) =>
        x < 0.003 ? 1 : Sum(x, j => j * j * Math.PI * Math.PI, u => Math.Sin(Math.Sqrt(u)) / Math.Sqrt(u));

    static double Sum(double x, Func<double, double> pole, Func<double, double> product)
    {
        double sum = 0;
        for (int k = 1; k < 1000; k++)
        {
            double term = Integral(x, pole((2 * k) - 1), pole(2 * k), product);
            sum += k % 2 == 1 ? term : -term;
            if (term <= 1e-17 * sum) break;
        }

        return Math.Clamp(sum / Math.PI, 0, 1);
    }

    static double Integral(double x, double low, double high, Func<double, double> product)
    {
        double middle = (low + high) / 2, half = (high - low) / 2, sum = 0;
        for (int i = 0; i < Nodes; i++)
        {
            double c = Math.Cos(Math.PI * (i + 0.5) / Nodes), u = middle + (half * c);
            sum += Math.Exp(-x * u / 2) / u * Math.Sqrt(half * half * (1 - (c * c)) / Math.Abs(product(u)));
        }

        return sum * Math.PI / Nodes;
    }
}
