using System.Buffers;

namespace Plumbline.Statistics.Sorting;

/// <summary>Sorts numbers that lie in a few ascending runs, as those of sketches do, by merging the runs: no comparison tells the processor
/// where to go next.</summary>
/// <remarks>Source: Knuth, The Art of Computer Programming, volume 3, section 5.2.4 (natural merge sort).</remarks>
static class RunSort
{
    /// <summary>From here on comparing and swapping is as fast.</summary>
    const int MostRuns = 16;

    /// <summary>Below, merging is not worth its preparations.</summary>
    const int Fewest = 24;

    /// <summary>Sorts ascending, in place.</summary>
    /// <param name="values">No NaN. Of zeros with different signs either may come first.</param>
    public static void Sort(Span<double> values)
    {
        Span<int> ends = stackalloc int[MostRuns];
        int runs = values.Length < Fewest ? 0 : FindRuns(values, ends);
        if (runs == 0) values.Sort();
        else if (runs > 1) Merge(values, ends[..runs]);
    }

    /// <summary>The end of each run.</summary>
    /// <returns>How many there are; 0 when they are too many.</returns>
    static int FindRuns(ReadOnlySpan<double> values, Span<int> ends)
    {
        int runs = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i - 1] <= values[i]) continue;
            if (runs == ends.Length - 1) return 0;
            ends[runs++] = i;
        }

        ends[runs++] = values.Length;
        return runs;
    }

    static void Merge(Span<double> values, Span<int> ends)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(values.Length);
        Span<double> from = values, to = rented.AsSpan(0, values.Length);
        while (ends.Length > 1)
        {
            ends = ends[..MergePairs(from, to, ends)];
            Span<double> merged = to;
            to = from;
            from = merged;
        }

        if (from != values) from.CopyTo(values);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Merges every run with its neighbour; the last of an odd number is copied.</summary>
    /// <returns>How many runs are left; their ends stand in front.</returns>
    static int MergePairs(ReadOnlySpan<double> from, Span<double> to, Span<int> ends)
    {
        int left = 0, start = 0;
        for (int run = 0; run < ends.Length; run += 2)
        {
            int middle = ends[run], end = run + 1 < ends.Length ? ends[run + 1] : middle;
            Merge(from[..end], start, middle, to);
            ends[left++] = start = end;
        }

        return left;
    }

    /// <summary>Merges two runs, one from <paramref name="left"/> on, one from <paramref name="right"/> to the end.</summary>
    static void Merge(ReadOnlySpan<double> from, int left, int right, Span<double> to)
    {
        int middle = right, at = left;
        while (left < middle && right < from.Length)
        {
            int takesRight = from[right] < from[left] ? 1 : 0;
            to[at++] = from[left + ((right - left) & -takesRight)];
            left += 1 - takesRight;
            right += takesRight;
        }

        from[left..middle].CopyTo(to[at..]);
        from[right..].CopyTo(to[(at + middle - left)..]);
    }
}
