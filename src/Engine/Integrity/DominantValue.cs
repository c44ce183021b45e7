using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Integrity;

/// <summary>The most frequent value of a column, as far as it is known by count: a category, a number that has a cell of its own in the
/// reference, or one that dominates.</summary>
static class DominantValue
{
    const int SampledRows = 512;
    const double Dominates = .9;

    /// <summary>Its rows; 0 where no number is known by count and none dominates. Rows and a profile of them give the same, but for a
    /// number that dominates without a cell of its own: of that a sketch of many values knows the fewest its rank error leaves room
    /// for.</summary>
    /// <remarks>Cost: linear for categories; for numbers linear only where one value seems to dominate.</remarks>
    public static long CountOf(ColumnSide side) => Math.Max(Counted(side.Content), side.Slice switch
    {
        CategoricalSlice text => CategoricalAccumulator.CountCodes(text).DefaultIfEmpty().Max(),
        NumericSlice numbers => Dominating(numbers.Values.Span),
        _ => side.Content is ColumnContent.Numbers { Sketch: { Count: > 0 } sketch } ? Dominating(sketch) : 0,
    });

    static long Counted(ColumnContent? content) => content switch
    {
        ColumnContent.Numbers numbers => Atoms(numbers).DefaultIfEmpty().Max(),
        ColumnContent.Categories categories => categories.Counts.Concat(categories.Unseen.Values).DefaultIfEmpty().Max(),
        _ => 0,
    };

    static IEnumerable<long> Atoms(ColumnContent.Numbers numbers) =>
        numbers.On.Bins.Atoms.ToArray().Select(atom => numbers.Counts[numbers.On.Bins.CellOf(atom)]);

    static long Dominating(ReadOnlySpan<double> values)
    {
        Span<double> sample = stackalloc double[SampledRows];
        int taken = 0;
        for (int i = 0; i < SampledRows && values.Length > 0; i++)
        {
            double value = values[(int)((long)i * values.Length / SampledRows)];
            if (double.IsFinite(value)) sample[taken++] = value;
        }
        sample = sample[..taken];
        sample.Sort();
        var (candidate, rows) = LongestRun(sample);
        if (rows < Dominates * taken) return 0;
        long count = 0;
        foreach (double value in values) count += value == candidate ? 1 : 0;
        return count;
    }

    // What has more than half of the values is their median.
    static long Dominating(QuantileSketch sketch)
    {
        double candidate = sketch.Quantile(.5);
        double share = sketch.Cdf(candidate) - sketch.Cdf(Math.BitDecrement(candidate));
        if (share < Dominates) return 0;
        return sketch.IsExact ? (long)Math.Round(share * sketch.Count) : (long)Math.Floor((share - (2 * sketch.RankError)) * sketch.Count);
    }

    static (double Value, int Rows) LongestRun(ReadOnlySpan<double> sorted)
    {
        double longest = double.NaN;
        int best = 0, run = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            run = i > 0 && sorted[i].Equals(sorted[i - 1]) ? run + 1 : 1;
            if (run > best) (longest, best) = (sorted[i], run);
        }
        return (longest, best);
    }
}
