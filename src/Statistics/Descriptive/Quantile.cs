namespace Plumbline.Statistics.Descriptive;

/// <summary>Sample quantiles of sorted data.</summary>
/// <remarks>Source: Hyndman and Fan, "Sample quantiles in statistical packages" (1996), definition 7. Checked against
/// numpy.quantile.</remarks>
public static class Quantile
{
    /// <summary>The quantile of definition R7: linear between the order statistics around position (n - 1) q. Time O(1).</summary>
    /// <param name="sorted">Ascending, no NaN, length n >= 1; empty gives NaN.</param>
    /// <param name="q">The probability, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is outside [0, 1] or NaN.</exception>
    public static double R7(ReadOnlySpan<double> sorted, double q)
    {
        if (!(q >= 0 && q <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A probability lies in [0, 1].");
        if (sorted.IsEmpty) return double.NaN;

        double position = (sorted.Length - 1) * q;
        int below = (int)position;
        double fraction = position - below;
        return fraction == 0 ? sorted[below] : Between(sorted[below], sorted[below + 1], fraction);
    }

    /// <summary>The point a fraction of the way from a to b, without overflow for values of opposite sign near the end of the
    /// range.</summary>
    internal static double Between(double a, double b, double fraction)
    {
        if (a == b) return a;
        double step = b - a;
        return double.IsFinite(step) ? a + (step * fraction) : (a * (1 - fraction)) + (b * fraction);
    }
}
