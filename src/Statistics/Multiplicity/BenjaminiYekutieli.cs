namespace Plumbline.Statistics.Multiplicity;

/// <summary>Adjusts p-values so that the false discovery rate is controlled under any dependence.</summary>
/// <remarks>Source: Benjamini and Yekutieli, "The control of the false discovery rate in multiple testing under dependency" (2001). Checked
/// against statsmodels multipletests(method="fdr_by").</remarks>
public static class BenjaminiYekutieli
{
    /// <summary>The adjusted p-values, in the order given.</summary>
    /// <param name="pValues">In [0, 1]; a NaN stays NaN and is not counted among the tests.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues) => StepUp.Adjust(pValues, Harmonic);

    static double Harmonic(int tests)
    {
        double sum = 0;
        for (int i = tests; i >= 1; i--) sum += 1.0 / i;
        return sum;
    }
}
