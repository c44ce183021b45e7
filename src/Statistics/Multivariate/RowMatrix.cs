namespace Plumbline.Statistics.Multivariate;

/// <summary>Rows of numbers of one dimension, row after row: embeddings, or a table made comparable. Not copied; must not change while in
/// use.</summary>
public sealed class RowMatrix
{
    /// <summary>Wraps values.</summary>
    /// <param name="values">Row after row, length rows x dimension; a row with a value that is not finite is left out by the
    /// measures.</param>
    /// <param name="dimension">Numbers per row, at least 1.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the dimension.</exception>
    public RowMatrix(ReadOnlyMemory<float> values, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
            throw new ArgumentException($"{values.Length} values are not rows of {dimension}.", nameof(values));
        Values = values;
        Dimension = dimension;
    }

    /// <summary>Row after row.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Numbers per row.</summary>
    public int Dimension { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Values.Length / Dimension;

    /// <summary>Two tables as rows of numbers on one scale: numbers standardised over both, categories one-hot.</summary>
    /// <exception cref="ArgumentException">The columns differ in number or type.</exception>
    public static (RowMatrix Reference, RowMatrix Current) FromTables(RowTable reference, RowTable current)
    {
        RowTable.CheckSameColumns(reference, current);
        DesignMatrix design = DesignMatrix.Of(reference, current);
        int width = Math.Max(1, design.Width);
        float[] values = new float[design.Rows * width];
        for (int i = 0; i < design.Values.Length; i++) values[i] = (float)design.Values[i];
        int cut = reference.Rows * width;
        return (new(values.AsMemory(0, cut), width), new(values.AsMemory(cut), width));
    }

    /// <summary>The given number of rows, seeded, without rows that are not finite; all of them in order when there are no more.</summary>
    internal List<int> Choose(int limit, ulong seed)
    {
        List<int> rows = [];
        ReadOnlySpan<float> values = Values.Span;
        for (int row = 0; row < Rows; row++)
            if (IsFinite(values.Slice(row * Dimension, Dimension))) rows.Add(row);
        if (rows.Count <= limit) return rows;
        int[] order = [.. rows];
        new SeededRandom(seed).Shuffle<int>(order);
        Array.Sort(order, 0, limit);
        return [.. order.AsSpan(0, limit)];
    }

    static bool IsFinite(ReadOnlySpan<float> row)
    {
        foreach (float value in row)
            if (!float.IsFinite(value)) return false;
        return true;
    }
}
