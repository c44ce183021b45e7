namespace Plumbline.Statistics.Slices;

/// <summary>Splits the change of a measure over segments: what comes from segments growing and shrinking (mix), and what from segments
/// changing (within).</summary>
/// <param name="Change">Current minus reference, each the row-weighted mean of the segments' values: mix + within.</param>
/// <param name="Mix">Sum of (share now - share before) x value before.</param>
/// <param name="Within">Sum of share now x (value now - value before).</param>
/// <param name="MixBySegment">Each segment's part of the mix, its value taken relative to the whole reference so that growth of an average
/// segment is 0.</param>
/// <param name="WithinBySegment">Each segment's part of the within term.</param>
/// <remarks>Source: Kitagawa, "Components of a difference between two rates" (1955), with the interaction given to the within term. For a
/// measure that is
/// not a mean over rows (AUC, F1) the change explained is that of the row-weighted mean of the segments, not of the measure on all
/// rows.</remarks>
public sealed record MixWithin(double Change, double Mix, double Within, IReadOnlyList<double> MixBySegment,
    IReadOnlyList<double> WithinBySegment)
{
    /// <summary>Makes the split. NaN throughout when a side has no rows with a value.</summary>
    /// <param name="referenceRows">Rows per segment in the reference, length k.</param>
    /// <param name="referenceValues">The measure per segment there; NaN where undefined: those rows are left out.</param>
    /// <param name="currentRows">Rows per segment now.</param>
    /// <param name="currentValues">The measure per segment now.</param>
    /// <returns>A segment new in current takes the whole reference's value as its value before.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static MixWithin Split(
        ReadOnlySpan<long> referenceRows, ReadOnlySpan<double> referenceValues, ReadOnlySpan<long> currentRows,
            ReadOnlySpan<double> currentValues)
    {
        int k = referenceRows.Length;
        if (referenceValues.Length != k || currentRows.Length != k || currentValues.Length != k)
            throw new ArgumentException($"Rows and values must all have {k} segments.", nameof(referenceValues));
        double[] before = Shares(referenceRows, referenceValues), now = Shares(currentRows, currentValues);
        double whole = 0;
        for (int segment = 0; segment < k; segment++)
            if (before[segment] > 0) whole += before[segment] * referenceValues[segment];
        double[] mix = new double[k], within = new double[k];
        double mixSum = 0, withinSum = 0;
        for (int segment = 0; segment < k; segment++)
        {
            double valueBefore = before[segment] > 0 ? referenceValues[segment] : whole;
            mix[segment] = (now[segment] - before[segment]) * (valueBefore - whole);
            within[segment] = now[segment] > 0 ? now[segment] * (currentValues[segment] - valueBefore) : 0;
            mixSum += mix[segment];
            withinSum += within[segment];
        }
        bool defined = Holds(before) && Holds(now);
        return defined
            ? new(mixSum + withinSum, mixSum, withinSum, mix, within)
            : new(double.NaN, double.NaN, double.NaN, [.. mix.Select(_ => double.NaN)], [.. within.Select(_ => double.NaN)]);
    }

    static bool Holds(double[] shares) => shares.Any(share => share > 0);

    static double[] Shares(ReadOnlySpan<long> rows, ReadOnlySpan<double> values)
    {
        double total = 0;
        for (int i = 0; i < rows.Length; i++)
            if (!double.IsNaN(values[i])) total += rows[i];
        double[] shares = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            shares[i] = double.IsNaN(values[i]) || rows[i] <= 0 ? 0 : rows[i] / total;
        return shares;
    }
}
