namespace Plumbline.Statistics.Multivariate;

/// <summary>A seeded sample of both sides in one block, reference rows first.</summary>
sealed class PooledRows
{
    PooledRows(float[] values, int dimension, int reference, int current)
    {
        Values = values;
        Dimension = dimension;
        Reference = reference;
        Current = current;
    }

    public float[] Values { get; }

    public int Dimension { get; }

    public int Reference { get; }

    public int Current { get; }

    public int Rows => Reference + Current;

    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Dimension, Dimension);

    /// <summary>At most <paramref name="limit"/> rows of both together, half from each side while both have enough.</summary>
    public static PooledRows Of(RowMatrix reference, RowMatrix current, int limit, ulong seed)
    {
        if (reference.Dimension != current.Dimension)
            throw new ArgumentException($"Rows of {reference.Dimension} and of {current.Dimension} numbers cannot be compared.",
                nameof(current));
        int half = limit / 2;
        List<int> before = reference.Choose(Math.Max(half, limit - current.Rows), StableHash.Combine(seed, 1));
        List<int> now = current.Choose(Math.Max(half, limit - before.Count), StableHash.Combine(seed, 2));
        int dimension = reference.Dimension;
        float[] values = new float[(before.Count + now.Count) * dimension];
        Copy(reference, before, values);
        Copy(current, now, values.AsSpan(before.Count * dimension));
        return new(values, dimension, before.Count, now.Count);
    }

    /// <summary>The sides of every permutation, 1 for reference, the first being the true one.</summary>
    public byte[][] Permute(int permutations, ulong seed)
    {
        SeededRandom random = new(StableHash.Combine(seed, 3));
        byte[] sides = new byte[Rows];
        sides.AsSpan(0, Reference).Fill(1);
        byte[][] all = new byte[permutations + 1][];
        for (int i = 0; i <= permutations; i++)
        {
            all[i] = [.. sides];
            random.Shuffle<byte>(sides);
        }
        return all;
    }

    static void Copy(RowMatrix from, List<int> rows, Span<float> to)
    {
        for (int i = 0; i < rows.Count; i++)
            from.Values.Span.Slice(rows[i] * from.Dimension, from.Dimension).CopyTo(to[(i * from.Dimension)..]);
    }
}
