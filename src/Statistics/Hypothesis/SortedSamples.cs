namespace Plumbline.Statistics.Hypothesis;

/// <summary>What every test on sorted samples asks first.</summary>
static class SortedSamples
{
    /// <summary>
    /// True when both samples have the least length and are finite. Sorted values have infinities at the ends and NaN at the start, so two
    /// looks
    /// per sample are enough; a sample that holds them makes the result undefined instead of wrong.
    /// </summary>
    public static bool AreComparable(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int least = 1) =>
        reference.Length >= least && current.Length >= least && EndsAreFinite(reference) && EndsAreFinite(current);

    static bool EndsAreFinite(ReadOnlySpan<double> sorted) => double.IsFinite(sorted[0]) && double.IsFinite(sorted[^1]);
}
