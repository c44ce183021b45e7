namespace Plumbline.Statistics.Quality;

/// <summary>The operating points of a score, thinned for drawing: the same points are the ROC curve (false against true positive rate) and
/// the
/// precision-recall curve.</summary>
/// <remarks>Source: Fawcett, "An introduction to ROC analysis" (2006). Unthinned, the points equal scikit-learn
/// <c>roc_curve(drop_intermediate=False)</c>.</remarks>
public static class ScoreCurve
{
    /// <summary>Points in order of falling threshold, first the one that selects nothing, last the one that selects all.</summary>
    /// <param name="scored">At least one row, else empty.</param>
    /// <param name="limit">The most points returned, at least 2; kept points are evenly spread along the ROC curve's length.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 2.</exception>
    public static IReadOnlyList<OperatingPoint> Points(ScoredLabels scored, int limit = 200)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        if (scored.Count == 0) return [];
        double step = 2.0 / (limit - 2 > 0 ? limit - 2 : 1);
        List<OperatingPoint> points = [new(double.PositiveInfinity, new(0, 0, scored.Positives.Length, scored.Negatives.Length))];
        double next = limit >= scored.Count + 1 ? 0 : step;
        ScoreSteps steps = new(scored);
        while (steps.MoveNext())
        {
            double length = ((double)steps.TruePositives / Math.Max(1, scored.Positives.Length))
                + ((double)steps.FalsePositives / Math.Max(1, scored.Negatives.Length));
            bool last = steps.Counts.Selected == scored.Count;
            if (length < next && !last) continue;
            points.Add(new(steps.Score, steps.Counts));
            if (limit < scored.Count + 1) next = (Math.Floor(length / step) + 1) * step;
        }
        return points;
    }

    /// <summary>The operating points at given thresholds, in the order given.</summary>
    /// <param name="scored">The scores.</param>
    /// <param name="thresholds">Thresholds in the unit of the score.</param>
    public static IReadOnlyList<OperatingPoint> At(ScoredLabels scored, ReadOnlySpan<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(scored);
        OperatingPoint[] points = new OperatingPoint[thresholds.Length];
        for (int i = 0; i < points.Length; i++) points[i] = new(thresholds[i], scored.At(thresholds[i]));
        return points;
    }
}
