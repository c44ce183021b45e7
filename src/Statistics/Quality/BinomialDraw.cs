namespace Plumbline.Statistics.Quality;

/// <summary>Seeded binomial draws in constant expected time, for resampling counts instead of rows.</summary>
/// <remarks>Source: Hormann, "The generation of binomial random variates" (1993), algorithm BTRS; inversion below n p = 10.</remarks>
static class BinomialDraw
{
    const double InversionBelow = 10;

    /// <summary>Draws from Binomial(<paramref name="n"/>, <paramref name="p"/>).</summary>
    public static long Next(SeededRandom random, long n, double p)
    {
        if (n <= 0 || !(p > 0)) return 0;
        if (p >= 1) return n;
        if (p > .5) return n - Next(random, n, 1 - p);
        return n * p < InversionBelow ? Invert(random, n, p) : Reject(random, n, p);
    }

    /// <summary>Fills <paramref name="cells"/> with a draw from Multinomial(<paramref name="n"/>, <paramref name="weights"/>), weights in
    /// any unit.</summary>
    public static void Multinomial(SeededRandom random, long n, ReadOnlySpan<double> weights, Span<long> cells)
    {
        double left = 0;
        foreach (double weight in weights) left += weight;
        for (int i = 0; i < weights.Length; i++)
        {
            cells[i] = i == weights.Length - 1 ? n : Next(random, n, left > 0 ? Math.Min(1, weights[i] / left) : 0);
            n -= cells[i];
            left -= weights[i];
        }
    }

    static long Invert(SeededRandom random, long n, double p)
    {
        double odds = p / (1 - p);
        double start = Math.Exp(n * Math.Log(1 - p));
        while (true)
        {
            double u = random.NextDouble();
            double mass = start;
            long k = 0;
            while (u > mass && k <= n)
            {
                u -= mass;
                k++;
                mass *= (((double)n + 1) / k * odds) - odds;
            }
            if (k <= n) return k;
        }
    }

    static long Reject(SeededRandom random, long n, double p)
    {
        double odds = p / (1 - p);
        double spread = Math.Sqrt(n * p * (1 - p));
        double b = 1.15 + (2.53 * spread);
        double a = -.0873 + (.0248 * b) + (.01 * p);
        double c = (n * p) + .5;
        double alpha = (2.83 + (5.1 / b)) * spread;
        double accept = .92 - (4.2 / b);
        double mode = Math.Floor(((double)n + 1) * p);
        while (true)
        {
            double u = random.NextDouble() - .5;
            double v = random.NextDouble();
            double distance = .5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / distance) + b) * u) + c);
            if (distance >= .07 && v <= accept) return (long)k;
            if (k < 0 || k > n) continue;
            double log = Math.Log(v * alpha / ((a / (distance * distance)) + b));
            double bound = ((mode + .5) * Math.Log((mode + 1) / (odds * (n - mode + 1))))
                + ((n + 1.0) * Math.Log((n - mode + 1) / (n - k + 1)))
                + ((k + .5) * Math.Log(odds * (n - k + 1) / (k + 1)))
                + Stirling(mode) + Stirling(n - mode) - Stirling(k) - Stirling(n - k);
            if (log <= bound) return (long)k;
        }
    }

    // The tail of Stirling's series for ln k!, by the table of the paper below 10 and its expansion above.
    static double Stirling(double k)
    {
        ReadOnlySpan<double> table =
        [
            .0810614667953272, .0413406959554092, .0276779256849983, .02079067210376509, .0166446911898211,
            .0138761288230707, .0118967099458917, .0104112652619720, .00925546218271273, .00833056343336287,
        ];
        if (k < table.Length) return table[(int)k];
        double square = (k + 1) * (k + 1);
        return ((1.0 / 12) - (((1.0 / 360) - (1.0 / 1260 / square)) / square)) / (k + 1);
    }
}
