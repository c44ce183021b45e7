using MathNet.Numerics.Distributions;

namespace Plumbline.Statistics.Fairness;

/// <summary>The groups with the highest and the lowest rate, and the interval of what lies between.</summary>
/// <param name="High">Index of the group with the highest rate, -1 when fewer than two groups take part.</param>
/// <param name="Low">Index of the group with the lowest rate.</param>
/// <param name="Top">Part and whole of the highest rate.</param>
/// <param name="Bottom">Part and whole of the lowest rate.</param>
/// <param name="Comparisons">How many comparisons the level is shared by.</param>
readonly record struct RatePair(int High, int Low, (long Part, long Whole) Top, (long Part, long Whole) Bottom, double Comparisons)
{
    bool IsDefined => High >= 0;

    /// <summary>Finds the extreme pair among the groups whose denominator is large enough.</summary>
    public static RatePair Extreme((long Part, long Whole)[] rates, int minimumRows, int comparisons)
    {
        int high = -1, low = -1, taking = 0;
        for (int group = 0; group < rates.Length; group++)
        {
            if (rates[group].Whole < minimumRows) continue;
            taking++;
            if (high < 0 || Rate(rates[group]) > Rate(rates[high])) high = group;
            // "Not above", so that equal rates still name two different groups.
            if (low < 0 || Rate(rates[group]) <= Rate(rates[low])) low = group;
        }
        return taking < 2
            ? new(-1, -1, default, default, 0)
            : new(high, low, rates[high], rates[low], comparisons * taking * (taking - 1.0) / 2);
    }

    /// <summary>The pair further apart; undefined when either is.</summary>
    public static RatePair Larger(in RatePair a, in RatePair b) =>
        !a.IsDefined || !b.IsDefined ? new(-1, -1, default, default, 0) : a.Difference >= b.Difference ? a : b;

    /// <summary>The mean of two differences from disjoint rows; the groups named are those of the larger one.</summary>
    public static GroupGap Mean(in RatePair a, in RatePair b, FairnessGapMeasure measure)
    {
        if (!a.IsDefined || !b.IsDefined) return Undefined(measure);
        Estimate first = a.Newcombe(), second = b.Newcombe();
        double value = .5 * (first.Value + second.Value);
        double down = .5 * Hypotenuse(first.Value - first.Low, second.Value - second.Low);
        double up = .5 * Hypotenuse(first.High - first.Value, second.High - second.Value);
        RatePair larger = Larger(a, b);
        return new(measure, new(value, value - down, value + up, first.N + second.N), larger.High, larger.Low,
            Math.Min(1, 2 * Math.Min(a.PValue(), b.PValue())));
    }

    public GroupGap ToGap(FairnessGapMeasure measure) => IsDefined ? new(measure, Newcombe(), High, Low, PValue()) : Undefined(measure);

    /// <summary>Lowest over highest rate; 1 when both are 0.</summary>
    public GroupGap ToRatio(FairnessGapMeasure measure)
    {
        if (!IsDefined) return Undefined(measure);
        long n = Top.Whole + Bottom.Whole;
        if (Top.Part == 0) return new(measure, Estimate.Point(double.NaN, n), High, Low, double.NaN);
        double half = Bottom.Part == 0 ? .5 : 0;
        double top = (Top.Part + half) / (Top.Whole + half), bottom = (Bottom.Part + half) / (Bottom.Whole + half);
        double error = Math.Sqrt(
            (1 / (Bottom.Part + half)) - (1 / (Bottom.Whole + half)) + (1 / (Top.Part + half)) - (1 / (Top.Whole + half)));
        double value = Rate(Bottom) / Rate(Top);
        double reach = Critical(Comparisons) * error;
        double low = Bottom.Part == 0 ? 0 : value * Math.Exp(-reach);
        return new(measure, new(value, low, bottom / top * Math.Exp(reach), n), High, Low, PValue());
    }

    /// <summary>Two-sided critical value of the standard normal at .05 / comparisons.</summary>
    public static double Critical(double comparisons) => Normal.InvCDF(0, 1, 1 - (.025 / Math.Max(1, comparisons)));

    /// <summary>Two-sided p-value of a standard normal statistic.</summary>
    public static double TwoSided(double z) => 2 * Normal.CDF(0, 1, -Math.Abs(z));

    double Difference => Rate(Top) - Rate(Bottom);

    Estimate Newcombe()
    {
        double z = Critical(Comparisons);
        (double topLow, double topHigh) = Wilson(Top, z);
        (double bottomLow, double bottomHigh) = Wilson(Bottom, z);
        double down = Hypotenuse(Rate(Top) - topLow, bottomHigh - Rate(Bottom));
        double up = Hypotenuse(topHigh - Rate(Top), Rate(Bottom) - bottomLow);
        return new(Difference, Difference - down, Difference + up, Top.Whole + Bottom.Whole);
    }

    double PValue()
    {
        double pooled = ((double)Top.Part + Bottom.Part) / ((double)Top.Whole + Bottom.Whole);
        double error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / Top.Whole) + (1.0 / Bottom.Whole)));
        return error > 0 ? Math.Min(1, TwoSided(Difference / error) * Comparisons) : 1;
    }

    static (double Low, double High) Wilson((long Part, long Whole) rate, double z)
    {
        double n = rate.Whole, p = Rate(rate), square = z * z;
        double centre = (p + (square / (2 * n))) / (1 + (square / n));
        double reach = z / (1 + (square / n)) * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n)));
        return (Math.Max(0, centre - reach), Math.Min(1, centre + reach));
    }

    static double Rate((long Part, long Whole) rate) => (double)rate.Part / rate.Whole;

    static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));

    static GroupGap Undefined(FairnessGapMeasure measure) => new(measure, Estimate.Undefined(0), -1, -1, double.NaN);
}
