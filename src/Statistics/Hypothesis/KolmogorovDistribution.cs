using System.Numerics;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>Null distributions of the Kolmogorov-Smirnov statistics.</summary>
static partial class KolmogorovDistribution
{
    /// <summary>True when the exact two-sample p-value is below 1e-30, so that finding its digits would be waste.</summary>
    public static bool IsBeyondDoubt(double d, double n, double m) => 2 * d * d * n * (m / (n + m)) > 72;

    /// <summary>P(D >= d) for two samples of n and m values without ties in the population.</summary>
    public static double TwoSampleUpper(double d, int n, int m)
    {
        long divisor = (long)BigInteger.GreatestCommonDivisor(n, m);
        long stepN = n / divisor, stepM = m / divisor;
        double common = (double)stepN * m;
        long height = (long)Math.Round(d * common, MidpointRounding.ToEven);
        if (height <= 0) return 1;
        return n == m ? EqualSizes(n, height) : PathsOutside(n, m, stepN, stepM, height);
    }

    /// <summary>Gnedenko and Korolyuk (1951): reflections of the path of a sample of equal sizes.</summary>
    static double EqualSizes(int n, long height)
    {
        double sum = 0;
        for (long k = n / height; k >= 0; k--)
        {
            double ratio = 1;
            for (long j = 0; j < height; j++) ratio = (n - (k * height) - j) * ratio / (n + (k * height) + j + 1);
            sum = ratio * (1 - sum);
        }

        return Math.Clamp(2 * sum, 0, 1);
    }

    /// <summary>
    /// The share of the paths from (0, 0) to (n, m) that touch the outside of the band |i/n - j/m| &lt; d, along the diagonals i + j = s:
    /// B_s(i) = (i B_{s-1}(i-1) + (s-i) B_{s-1}(i)) / s inside the band, 1 outside. All terms are positive, so small shares keep their
    /// digits.
    /// </summary>
    static double PathsOutside(int n, int m, long stepN, long stepM, long height)
    {
        // outside[i + 1] belongs to i; the place before i = 0 is multiplied by zero.
        double[] outside = new double[n + 2 + Vector<double>.Count];
        Array.Fill(outside, 1);
        outside[1] = 0;
        for (int s = 1; s <= n + m; s++)
        {
            // |i stepM - (s - i) stepN| < height
            long low = Math.Max(Math.Max(0, s - m), FloorDivide(((long)s * stepN) - height, stepN + stepM) + 1);
            long high = Math.Min(Math.Min(n, s), -FloorDivide(-(((long)s * stepN) + height), stepN + stepM) - 1);
            if (low > high) return 1;
            Advance(outside, s, (int)low, (int)high);
            if (high < n) outside[high + 2] = 1;
            outside[low] = 1;
        }

        return Math.Clamp(outside[n + 1], 0, 1);
    }

    static void Advance(double[] outside, int s, int low, int high)
    {
        double inverse = 1.0 / s;
        int width = Vector<double>.Count, i = high;
        Vector<double> steps = Vector<double>.Zero;
        for (int lane = 0; lane < width; lane++) steps = steps.WithElement(lane, lane);
        for (; i - width + 1 >= low; i -= width)
        {
            int first = i - width + 1;
            Vector<double> left = (new Vector<double>(first) + steps) * inverse;
            Vector<double> stay = new(outside, first + 1), come = new(outside, first);
            (stay + (left * (come - stay))).CopyTo(outside, first + 1);
        }

        for (; i >= low; i--)
            outside[i + 1] += i * inverse * (outside[i] - outside[i + 1]);
    }

    static long FloorDivide(long a, long b) => a >= 0 ? a / b : -((-a + b - 1) / b);
}
