namespace Plumbline.Statistics.Quality;

/// <summary>Edges for an <see cref="OutcomeProfile"/>.</summary>
public static class ScoreEdges
{
    /// <summary>Distinct edges at the quantiles of a baseline's scores.</summary>
    /// <param name="sorted">Scores, ascending, finite, n >= 1; empty gives no edges.</param>
    /// <param name="bins">Bins of equal mass wanted, at least 1.</param>
    public static double[] Quantiles(ReadOnlySpan<double> sorted, int bins = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        List<double> edges = new(bins);
        for (int k = 1; k < bins && !sorted.IsEmpty; k++)
        {
            double edge = sorted[(int)((sorted.Length - 1L) * k / bins)];
            if (edges.Count == 0 || edge > edges[^1]) edges.Add(edge);
        }
        return [.. edges];
    }

    /// <summary>Edges at equal steps of the logit of a probability, from 1e-6 to 1 - 1e-6: for the time before there is a
    /// baseline.</summary>
    /// <param name="bins">Bins wanted, at least 3.</param>
    public static double[] EqualLogitSteps(int bins = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 3);
        double end = Math.Log(1e-6 / (1 - 1e-6));
        double[] edges = new double[bins - 1];
        for (int k = 0; k < edges.Length; k++) edges[k] = 1 / (1 + Math.Exp(-end * (1 - (2.0 * k / (edges.Length - 1)))));
        return edges;
    }
}
