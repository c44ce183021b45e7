namespace Plumbline.Statistics.Multiplicity;

/// <summary>Adjusts p-values so that the false discovery rate is controlled for independent or positively dependent tests.</summary>
/// <remarks>Source: Benjamini and Hochberg, "Controlling the false discovery rate" (1995). Checked against statsmodels
/// multipletests(method="fdr_bh").</remarks>
public static class BenjaminiHochberg
{
    /// <summary>The adjusted p-values (q-values), in the order given: reject where q is at most the wanted rate.</summary>
    /// <param name="pValues">In [0, 1]; a NaN stays NaN and is not counted among the tests.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues) => StepUp.Adjust(pValues, static _ => 1);
}
