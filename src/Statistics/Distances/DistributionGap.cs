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
        double from = Math.Min(reference[0], current[0]), to = Math.Max(reference[^1], current[^1]);
        return double.IsFinite(to - from)
            ? Integrate<TGap>(reference, current, 1)
            : 2 * Integrate<TGap>(reference, current, 0.5);
    }

    /// <summary>Widths are taken between the values times <paramref name="scale"/>, for those that leave the range of double.</summary>
    static double Integrate<TGap>(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, double scale)
        where TGap : struct, IGap
    {
        double area = 0, last = Math.Min(reference[0], current[0]) * scale;
        var lead = new Lead(reference.Length, current.Length);
        int i = 0, j = 0;
        // Which sample is next is a coin toss: the steps are computed, not branched on.
        while (i < reference.Length && j < current.Length)
        {
            double a = reference[i], b = current[j], next = double.MinNative(a, b) * scale;
            area += TGap.Of(lead.At(i, j)) * (next - last);
            i += Lead.Step(a <= b);
            j += Lead.Step(b <= a);
            last = next;
        }

        for (; i < reference.Length; i++)
        {
            double next = reference[i] * scale;
            area += TGap.Of(lead.At(i, current.Length)) * (next - last);
            last = next;
        }

        for (; j < current.Length; j++)
        {
            double next = current[j] * scale;
            area += TGap.Of(lead.At(reference.Length, j)) * (next - last);
            last = next;
        }

        return area;
    }

    /// <summary>0 / 0 is 0 here: nothing moved and nothing could; a distance over a constant reference is undefined.</summary>
    public static double Divide(double distance, double scale) =>
        distance == 0 && scale == 0 ? 0 : scale > 0 ? distance / scale : double.NaN;
}
