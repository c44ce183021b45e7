using Plumbline.Statistics.Distances;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>Two-row contingency tables.</summary>
static class Contingency
{
    public interface IDeviation
    {
        static abstract double Of(double observed, double expected);
    }

    public readonly struct Pearson : IDeviation
    {
        public static double Of(double observed, double expected) => (observed - expected) * (observed - expected) / expected;
    }

    public readonly struct LogLikelihood : IDeviation
    {
        public static double Of(double observed, double expected) => observed == 0 ? 0 : 2 * observed * Math.Log(observed / expected);
    }

    public static ChiSquaredResult Test<TDeviation>(CellShares shares)
        where TDeviation : struct, IDeviation
    {
        int freedom = Math.Max(0, shares.Cells - 1);
        if (!shares.Defined) return new ChiSquaredResult(double.NaN, double.NaN, freedom, 0);

        double total = shares.ReferenceTotal + shares.CurrentTotal, statistic = 0;
        int small = 0;
        for (int c = 0; c < shares.Reference.Length; c++)
        {
            double a = shares.Reference[c], b = shares.Current[c];
            if (a == 0 && b == 0) continue;
            double expectedA = (a + b) * (shares.ReferenceTotal / total), expectedB = (a + b) * (shares.CurrentTotal / total);
            statistic += TDeviation.Of(a, expectedA) + TDeviation.Of(b, expectedB);
            small += (expectedA < 5 ? 1 : 0) + (expectedB < 5 ? 1 : 0);
        }

        if (freedom == 0) return new ChiSquaredResult(0, 1, 0, small);
        statistic = Math.Max(0, statistic);
        return new ChiSquaredResult(statistic, GammaDistribution.Upper(freedom / 2.0, statistic / 2), freedom, small);
    }
}
