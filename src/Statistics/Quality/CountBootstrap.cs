namespace Plumbline.Statistics.Quality;

/// <summary>A number computed from cell counts.</summary>
delegate double CellMeasure(ReadOnlySpan<long> cells);

/// <summary>Percentile intervals of measures that depend on the rows only through cell counts: the counts are resampled, not the rows, so
/// the cost
/// does not grow with n.</summary>
/// <remarks>Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), section 13.3. Two pseudo-rows are spread evenly over
/// the cells
/// before resampling, as Agresti and Coull (1998) do for one proportion: without them a set without a single error would get an interval
/// of width 0.</remarks>
static class CountBootstrap
{
    /// <summary>Resamples per interval.</summary>
    public const int Draws = 1000;

    const double PseudoRows = 2;

    /// <summary>The measure with its 95 % interval. Draws where the measure is undefined are left out; no interval when more than half
    /// are.</summary>
    public static Estimate Estimate(ReadOnlySpan<long> cells, CellMeasure measure, ulong seed, long n)
    {
        double value = measure(cells);
        if (double.IsNaN(value)) return Statistics.Estimate.Undefined(n);
        SeededRandom random = new(seed);
        double[] weights = new double[cells.Length];
        long total = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            weights[i] = cells[i] + (PseudoRows / cells.Length);
            total += cells[i];
        }
        long[] drawn = new long[cells.Length];
        double[] values = new double[Draws];
        int kept = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            BinomialDraw.Multinomial(random, total, weights, drawn);
            double at = measure(drawn);
            if (!double.IsNaN(at)) values[kept++] = at;
        }
        return kept < Draws / 2 ? Statistics.Estimate.Point(value, n) : Percentile(values.AsSpan(0, kept), value, n);
    }

    /// <summary>The percentile interval of the draws, widened to hold the value itself.</summary>
    public static Estimate Percentile(Span<double> draws, double value, long n)
    {
        draws.Sort();
        double low = At(draws, .025);
        double high = At(draws, .975);
        return new(value, Math.Min(low, value), Math.Max(high, value), n);
    }

    // Linear interpolation between order statistics (Hyndman and Fan, definition 7).
    static double At(ReadOnlySpan<double> sorted, double q)
    {
        double position = (sorted.Length - 1) * q;
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
