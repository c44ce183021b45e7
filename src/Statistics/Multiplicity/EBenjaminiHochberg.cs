namespace Plumbline.Statistics.Multiplicity;

/// <summary>Rejections from e-values with the false discovery rate controlled under any dependence.</summary>
/// <remarks>Source: Wang and Ramdas, "False discovery rate control with e-values" (2022), arXiv:2009.02824, section 3.</remarks>
public static class EBenjaminiHochberg
{
    /// <summary>Rejects the k largest e-values, for the largest k whose k-th largest is at least m / (alpha k).</summary>
    /// <param name="eValues">At least 0, infinity allowed; a NaN is never rejected and not counted among the tests.</param>
    /// <param name="alpha">The false discovery rate, in (0, 1).</param>
    /// <returns>True where rejected, in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An e-value is negative, or alpha is out of range.</exception>
    public static bool[] Reject(ReadOnlySpan<double> eValues, double alpha)
    {
        if (!(alpha > 0 && alpha < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A false discovery rate lies between 0 and 1.");
        List<double> descending = [];
        foreach (double e in eValues)
        {
            if (e < 0) throw new ArgumentOutOfRangeException(nameof(eValues), e, "An e-value is at least 0.");
            if (!double.IsNaN(e)) descending.Add(e);
        }

        descending.Sort((a, b) => b.CompareTo(a));
        double line = double.NaN;
        for (int k = 1; k <= descending.Count; k++)
            if (descending[k - 1] >= descending.Count / (alpha * k)) line = descending[k - 1];

        bool[] rejected = new bool[eValues.Length];
        for (int i = 0; i < rejected.Length; i++) rejected[i] = eValues[i] >= line;
        return rejected;
    }
}
