using MathNet.Numerics;

namespace Plumbline.Statistics.Hypothesis;

static partial class KolmogorovDistribution
{
    const double PiSquared = Math.PI * Math.PI;

    /// <summary>P(D_n >= d) for one sample of n values against a continuous distribution.</summary>
    public static double OneSampleUpper(double d, double n)
    {
        if (!(d > 0)) return double.IsNaN(d) ? double.NaN : 1;
        if (d >= 1) return 0;
        double t = n * d, square = t * d;
        if (t <= 0.5) return 1;
        if (t <= 1) return 1 - Math.Exp(LogFactorialOverPower(n) + (n * Math.Log((2 * t) - 1)));
        if (square >= 370) return 0;
        if (d >= 0.5 || square >= (n <= 140 ? 4 : 2.2)) return Math.Min(1, 2 * OneSidedUpper(d, n));
        if (n <= 140 || (n <= 100_000 && n * Math.Pow(d, 1.5) <= 1.4)) return Math.Clamp(1 - DurbinMatrix(d, (int)n), 0, 1);
        return Math.Clamp(PelzGoodUpper(d, n), 0, 1);
    }

    static double LogFactorialOverPower(double n) => SpecialFunctions.GammaLn(n + 1) - (n * Math.Log(n));

    /// <summary>P(D_n+ >= d): Birnbaum and Tingey (1951), equation 3.0; beyond 100 000 values Maag and Dicaire (1971).</summary>
    static double OneSidedUpper(double d, double n)
    {
        if (n > 100_000)
        {
            double shifted = (6 * n * d) + 1;
            double exponent = shifted * shifted / (18 * n);
            double correction = 1 - (((2 * exponent * exponent) - (4 * exponent) - 1) / (18 * n));
            return Math.Exp(-exponent) * correction;
        }

        double sum = 0, logN = SpecialFunctions.GammaLn(n + 1);
        double last = Math.Floor(n * (1 - d));
        for (double j = 0; j <= last; j++)
        {
            double rest = 1 - d - (j / n);
            if (rest <= 0) break;
            double logWays = logN - SpecialFunctions.GammaLn(j + 1) - SpecialFunctions.GammaLn(n - j + 1);
            double logTerm = logWays + ((j - 1) * Math.Log(d + (j / n))) + ((n - j) * Math.Log(rest));
            sum += Math.Exp(logTerm);
        }

        return d * sum;
    }

    /// <summary>P(D_n &lt; d): Durbin's matrix in the form of Marsaglia, Tsang and Wang (2003).</summary>
    static double DurbinMatrix(double d, int n)
    {
        double t = n * d;
        int k = (int)Math.Ceiling(t), size = (2 * k) - 1;
        double h = k - t;
        double[,] step = new double[size, size];
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
                step[i, j] = i - j + 1 < 0 ? 0 : 1;
        for (int i = 0; i < size; i++)
        {
            step[i, 0] -= Math.Pow(h, i + 1);
            step[size - 1, i] -= Math.Pow(h, size - i);
        }

        step[size - 1, 0] += (2 * h) - 1 > 0 ? Math.Pow((2 * h) - 1, size) : 0;
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
                for (int g = 1; g <= i - j + 1; g++)
                    step[i, j] /= g;

        (double[,] power, int exponent) = Power(step, n, k - 1);
        double p = power[k - 1, k - 1];
        for (int i = 1; i <= n; i++)
        {
            p = p * i / n;
            if (p < 1e-140)
            {
                p *= 1e140;
                exponent -= 140;
            }
        }

        return p * Math.Pow(10, exponent);
    }

    static (double[,] Matrix, int Exponent) Power(double[,] matrix, int n, int centre)
    {
        if (n == 1) return (matrix, 0);
        (double[,] half, int exponent) = Power(matrix, n / 2, centre);
        double[,] result = Multiply(half, half);
        exponent *= 2;
        if (n % 2 == 1) result = Multiply(result, matrix);
        if (result[centre, centre] > 1e140)
        {
            for (int i = 0; i < result.GetLength(0); i++)
                for (int j = 0; j < result.GetLength(0); j++)
                    result[i, j] *= 1e-140;
            exponent += 140;
        }

        return (result, exponent);
    }

    static double[,] Multiply(double[,] a, double[,] b)
    {
        int size = a.GetLength(0);
        double[,] product = new double[size, size];
        for (int i = 0; i < size; i++)
            for (int k = 0; k < size; k++)
            {
                double factor = a[i, k];
                if (factor == 0) continue;
                for (int j = 0; j < size; j++) product[i, j] += factor * b[k, j];
            }

        return product;
    }

    /// <summary>1 - P(D_n &lt; d): Pelz and Good (1976), K0 + K1 / sqrt n + K2 / n + K3 / n^1.5.</summary>
    static double PelzGoodUpper(double d, double n)
    {
        double z = Math.Sqrt(n) * d, z2 = z * z, z4 = z2 * z2, z6 = z4 * z2, root = Math.Sqrt(2 * Math.PI);
        if (PiSquared / 8 / z2 > 708) return 1;
        double k0 = 0, k1 = 0, k2 = 0, k3 = 0;
        int terms = (int)Math.Ceiling(16 * z / Math.PI);
        for (int k = terms; k >= 1; k--)
        {
            double half = k - 0.5, h2 = half * half * PiSquared, h4 = h2 * h2, h6 = h4 * h2;
            double weight = Math.Exp(-h2 / (2 * z2));
            k0 += weight;
            k1 += (h2 - z2) * weight;
            k2 += ((6 * z6) + (2 * z4) + (((2 * z4) - (5 * z2)) * h2) + ((1 - (2 * z2)) * h4)) * weight;
            k3 += ((-30 * z6) - (90 * z6 * z2) + (((135 * z4) - (96 * z6)) * h2) + (((212 * z4) - (60 * z2)) * h4)
                + ((5 - (30 * z2)) * h6)) * weight;
        }

        k0 *= root / z;
        k1 *= root / (6 * z4);
        k2 *= root / (72 * z6 * z);
        k3 *= root / (6480 * z4 * z6);
        double extra2 = 0, extra3 = 0;
        for (int k = terms; k >= 1; k--)
        {
            double k2Pi2 = k * (double)k * PiSquared, weight = Math.Exp(-k2Pi2 / (2 * z2));
            extra2 += k2Pi2 * weight;
            extra3 += ((3 * z2) - k2Pi2) * k2Pi2 * weight;
        }

        k2 -= extra2 * root / (36 * z2 * z);
        k3 += extra3 * root / (216 * z6);
        return 1 - k0 - (k1 / Math.Sqrt(n)) - (k2 / n) - (k3 / (n * Math.Sqrt(n)));
    }
}
