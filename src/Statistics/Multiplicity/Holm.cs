namespace Plumbline.Statistics.Multiplicity;

/// <summary>Adjusts p-values so that the chance of any false rejection is controlled under any dependence.</summary>
/// <remarks>Source: Holm, "A simple sequentially rejective multiple test procedure" (1979). Checked against statsmodels
/// multipletests(method="holm").</remarks>
public static class Holm
{
    /// <summary>The adjusted p-values, in the order given.</summary>
    /// <param name="pValues">In [0, 1]; a NaN stays NaN and is not counted among the tests.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        (double[] adjusted, int[] order) = StepUp.Start(pValues);
        double running = 0;
        for (int i = 0; i < order.Length; i++)
        {
            running = Math.Max(running, Math.Min(1, adjusted[order[i]] * (order.Length - i)));
            adjusted[order[i]] = running;
        }

        return adjusted;
    }
}
