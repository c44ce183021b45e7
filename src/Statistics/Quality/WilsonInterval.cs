namespace Plumbline.Statistics.Quality;

/// <summary>Wilson's score interval for a proportion, until the one of Hypothesis is here.</summary>
static class WilsonInterval
{
    public static Estimate Compute(long k, long n)
    {
        double z = NormalInterval.Z, p = (double)k / n, square = z * z;
        double centre = (p + (square / (2 * n))) / (1 + (square / n));
        double reach = z / (1 + (square / n)) * Math.Sqrt((p * (1 - p) / n) + (square / (4.0 * n * n)));
        return new(p, k == 0 ? 0 : Math.Max(0, centre - reach), k == n ? 1 : Math.Min(1, centre + reach), n);
    }
}
