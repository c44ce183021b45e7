using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Distances;

/// <summary>Integrals of a power of the gap between two empirical distribution functions.</summary>
static class DistributionGap
{
    public interface IGap
    {
        static abstract double Of(double difference);
    }

    public readonly struct Absolute : IGap
    {
        public static double Of(double difference) => Math.Abs(difference);
    }

    public readonly struct Squared : IGap
    {
        public static double Of(double difference) => difference * difference;
    }

    public static double Integrate<TGap>(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
        where TGap : struct, IGap
    {
        if (!SortedSamples.AreComparable(reference, current)) return double.NaN;
        double n = reference.Length, m = current.Length, area = 0;
        double last = Math.Min(reference[0], current[0]);
        int i = 0, j = 0;
        while (i < reference.Length && j < current.Length)
        {
            double a = reference[i], b = current[j], next = a < b ? a : b;
            area += Area(TGap.Of((i / n) - (j / m)), last, next);
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
            last = next;
        }

        for (; i < reference.Length; i++)
        {
            area += Area(TGap.Of((i / n) - 1), last, reference[i]);
            last = reference[i];
        }

        for (; j < current.Length; j++)
        {
            area += Area(TGap.Of(1 - (j / m)), last, current[j]);
            last = current[j];
        }

        return area;
    }

    /// <summary>Height times width, where the width alone may leave the range of double.</summary>
    static double Area(double height, double from, double to)
    {
        double width = to - from;
        return double.IsFinite(width) ? height * width : (height * to) - (height * from);
    }

    /// <summary>0 / 0 is 0 here: nothing moved and nothing could; a distance over a constant reference is undefined.</summary>
    public static double Divide(double distance, double scale) =>
        distance == 0 && scale == 0 ? 0 : scale > 0 ? distance / scale : double.NaN;
}
