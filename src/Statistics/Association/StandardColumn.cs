namespace Plumbline.Statistics.Association;

/// <summary>A column less its mean, divided by its population standard deviation.</summary>
/// <param name="Values">Standardised; as given when the column is not usable.</param>
/// <param name="IsUsable">False for a constant column and for one with values that are not finite.</param>
/// <param name="FourthMoment">Mean of the fourth powers.</param>
sealed record StandardColumn(double[] Values, bool IsUsable, double FourthMoment)
{
    public static StandardColumn Of(double[] values)
    {
        double largest = 0, mean = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) return new(values, false, double.NaN);
            largest = Math.Max(largest, Math.Abs(values[i]));
        }
        // Scaling first keeps squares of huge values in range.
        double unit = largest > 0 ? largest : 1;
        for (int i = 0; i < values.Length; i++) mean += ((values[i] / unit) - mean) / (i + 1);
        double squares = 0;
        double[] standard = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            standard[i] = (values[i] / unit) - mean;
            squares += standard[i] * standard[i];
        }
        double deviation = Math.Sqrt(squares / values.Length);
        // Below this, what is left of a constant column is rounding.
        if (!(deviation > 1e-14 * Math.Abs(mean)) || !(deviation > 0)) return new(values, false, double.NaN);
        double fourth = 0;
        for (int i = 0; i < standard.Length; i++)
        {
            standard[i] /= deviation;
            fourth += standard[i] * standard[i] * standard[i] * standard[i];
        }
        return new(standard, true, fourth / standard.Length);
    }
}
