namespace Plumbline.Statistics.Quality;

/// <summary>One step of a lift table: the best-scored share of the rows.</summary>
/// <param name="Share">Share of all rows selected, counted from the highest score, in (0, 1].</param>
/// <param name="Threshold">The lowest score selected.</param>
/// <param name="Gain">Share of all positives found there: cumulative gain, in [0, 1].</param>
/// <param name="Lift">Positives among them relative to positives overall: Gain / Share.</param>
public readonly record struct LiftRow(double Share, double Threshold, double Gain, double Lift);

/// <summary>Cumulative gain and lift of a score over equal shares of the rows.</summary>
/// <remarks>Source: Vuk and Curk, "ROC curve, lift chart and calibration plot" (2006). Rows with equal scores are never torn apart: a step
/// inside a tie
/// counts the tie's positives by proportion.</remarks>
public static class LiftTable
{
    /// <summary>The table, from the highest scores down; empty without positives.</summary>
    /// <param name="scored">The scores.</param>
    /// <param name="steps">Number of equal shares, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static IReadOnlyList<LiftRow> Compute(ScoredLabels scored, int steps = 10)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        double positives = scored.Positives.Length, n = scored.Count;
        if (positives == 0) return [];
        List<LiftRow> rows = new(steps);
        ScoreSteps at = new(scored);
        double seen = 0, found = 0;
        while (at.MoveNext())
        {
            double here = (double)at.PositivesHere + at.NegativesHere;
            while (rows.Count < steps && n * (rows.Count + 1) / steps <= seen + here)
            {
                double share = (rows.Count + 1.0) / steps;
                double gain = (found + (at.PositivesHere * ((n * share) - seen) / here)) / positives;
                rows.Add(new(share, at.Score, gain, gain / share));
            }
            seen += here;
            found += at.PositivesHere;
        }
        return rows;
    }
}
