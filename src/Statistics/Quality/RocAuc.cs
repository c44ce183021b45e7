using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Quality;

/// <summary>Area under the ROC curve: the chance that a positive row scores above a negative one, ties counted half.</summary>
/// <remarks>Source: DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating characteristic
/// curves" (1988);
/// computed in sorted order as Sun and Xu (2014). Value as scikit-learn <c>roc_auc_score</c>, to 1e-9.</remarks>
public static class RocAuc
{
    /// <summary>The area with DeLong's 95 % interval, cut to [0, 1].</summary>
    /// <param name="scored">At least one positive and one negative row, else NaN; with fewer than 2 of either there is no interval.</param>
    /// <remarks>At an area of exactly 0 or 1 DeLong's variance is 0; then the end inside [0, 1] is Wilson's bound for the smaller
    /// class.</remarks>
    public static Estimate Compute(ScoredLabels scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        (double area, double variance) = AreaAndVariance(scored);
        if (double.IsNaN(area) || double.IsNaN(variance)) return Estimate.Point(area, scored.Count);
        if (variance > 0 || area is > 0 and < 1) return NormalInterval.Of(area, Math.Sqrt(variance), scored.Count, least: 0, most: 1);
        long smaller = Math.Min(scored.Positives.Length, scored.Negatives.Length);
        Estimate bound = WilsonInterval.Compute(area > 0 ? smaller : 0, smaller);
        return new(area, bound.Low, bound.High, scored.Count);
    }

    /// <summary>The area of <paramref name="current"/> minus that of <paramref name="reference"/>, two independent sets of rows.</summary>
    /// <returns>The difference with its interval; NaN when either area is undefined.</returns>
    public static Estimate Difference(ScoredLabels reference, ScoredLabels current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        (double before, double varianceBefore) = AreaAndVariance(reference);
        (double after, double varianceAfter) = AreaAndVariance(current);
        return NormalInterval.Of(after - before, Math.Sqrt(varianceBefore + varianceAfter), reference.Count + current.Count, least: -1,
            most: 1);
    }

    /// <summary>The area and its DeLong variance; NaN where undefined.</summary>
    internal static (double Area, double Variance) AreaAndVariance(ScoredLabels scored)
    {
        ReadOnlySpan<double> positives = scored.Positives, negatives = scored.Negatives;
        if (positives.IsEmpty || negatives.IsEmpty) return (double.NaN, double.NaN);
        (double area, double ofPositives) = Placement(positives, negatives);
        (_, double ofNegatives) = Placement(negatives, positives);
        return (area, (ofPositives / positives.Length) + (ofNegatives / negatives.Length));
    }

    // Mean and sample variance of the share of others below each row, ties half. Both sorted, so one pass suffices.
    static (double Mean, double Variance) Placement(ReadOnlySpan<double> rows, ReadOnlySpan<double> others)
    {
        double mean = 0, squares = 0;
        int below = 0, notAbove = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            while (below < others.Length && others[below] < rows[i]) below++;
            while (notAbove < others.Length && others[notAbove] <= rows[i]) notAbove++;
            double share = .5 * ((double)below + notAbove) / others.Length;
            double step = share - mean;
            mean += step / (i + 1);
            squares += step * (share - mean);
        }
        return (mean, rows.Length > 1 ? squares / (rows.Length - 1.0) : double.NaN);
    }
}
