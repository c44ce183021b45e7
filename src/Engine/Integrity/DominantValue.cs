using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Integrity;

/// <summary>The most frequent value of a column, as far as one dominates.</summary>
/// <param name="Count">Its rows.</param>
/// <param name="Exact">False when no value has nine rows in ten of a small sample; the count is then that sample's, scaled up.</param>
readonly record struct DominantValue(long Count, bool Exact)
{
    const int SampledRows = 512;
    const double Dominates = .9;

    /// <summary>Finds it. Cost: linear for categories; for numbers linear only where one value seems to dominate.</summary>
    public static DominantValue Find(ColumnSlice slice, long present) => slice switch
    {
        CategoricalSlice text => new DominantValue(MostFrequent(text), Exact: true),
        NumericSlice numbers => Find(numbers.Values.Span, present),
        _ => new DominantValue(0, Exact: false),
    };

    static long MostFrequent(CategoricalSlice slice)
    {
        var counts = new long[slice.Categories.Count];
        foreach (int code in slice.Codes.Span)
            if (code >= 0) counts[code]++;
        return counts.Length == 0 ? 0 : counts.Max();
    }

    static DominantValue Find(ReadOnlySpan<double> values, long present)
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
        if (rows < Dominates * taken) return new DominantValue((long)(present * (double)rows / Math.Max(1, taken)), Exact: false);
        long count = 0;
        foreach (double value in values) count += value == candidate ? 1 : 0;
        return new DominantValue(count, Exact: true);
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
