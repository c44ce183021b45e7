using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Baselines;

/// <summary>The ten equal contiguous blocks of a reference: by time where there is a timestamp, else in file order.</summary>
public sealed class RowBlocks
{
    /// <summary>Number of blocks.</summary>
    public const int Count = 10;

    /// <summary>Rows a block needs to say something.</summary>
    public const int LeastRows = 500;

    readonly int _rows;

    // The block of each row; null when rows already stand in order.
    readonly byte[]? _blockOfRow;

    RowBlocks(int rows, byte[]? blockOfRow) => (_rows, _blockOfRow) = (rows, blockOfRow);

    /// <summary>True when every block is large enough.</summary>
    public bool AreLargeEnough => _rows / Count >= LeastRows;

    /// <summary>The blocks of a data set: by its timestamp column where it has one, else in file order.</summary>
    public static RowBlocks Of(IDataset dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var timestamp = dataset.Schema.First(ColumnRole.Timestamp);
        return timestamp is not null && dataset.Read(timestamp.Name, cancellationToken) is TimestampSlice times
            ? ByTime(times) : InFileOrder(dataset.RowCount);
    }

    /// <summary>Blocks in file order.</summary>
    public static RowBlocks InFileOrder(int rows) => new(rows, null);

    /// <summary>Blocks by time; rows without a time come last, equal times stay in file order.</summary>
    public static RowBlocks ByTime(TimestampSlice times)
    {
        ArgumentNullException.ThrowIfNull(times);
        long[] keys = times.Microseconds.ToArray();
        for (int i = 0; i < keys.Length; i++)
            if (keys[i] == TimestampSlice.MissingTime) keys[i] = long.MaxValue;
        if (IsAscending(keys)) return InFileOrder(keys.Length);

        int[] rows = new int[keys.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = i;
        Array.Sort(keys, rows);
        SortTies(keys, rows);
        byte[] blockOfRow = new byte[rows.Length];
        for (int i = 0; i < rows.Length; i++) blockOfRow[rows[i]] = (byte)((long)i * Count / rows.Length);
        return new RowBlocks(rows.Length, blockOfRow);
    }

    /// <summary>Calls <paramref name="count"/> for every block with its values.</summary>
    /// <param name="values">One per row.</param>
    /// <param name="scratch">At least as long as <paramref name="values"/>, overwritten where rows must be brought in order.</param>
    /// <param name="count">Gets the block's number and its values.</param>
    public void ForEach<T>(ReadOnlySpan<T> values, Span<T> scratch, BlockAction<T> count)
    {
        ArgumentNullException.ThrowIfNull(count);
        if (values.Length != _rows) throw new ArgumentException($"There are {values.Length} values for {_rows} rows.", nameof(values));
        var ordered = _blockOfRow is null ? values : InOrder(values, scratch, _blockOfRow);
        for (int b = 0; b < Count; b++) count(b, ordered[Start(b)..Start(b + 1)]);
    }

    ReadOnlySpan<T> InOrder<T>(ReadOnlySpan<T> values, Span<T> scratch, byte[] blockOfRow)
    {
        Span<int> next = stackalloc int[Count];
        for (int b = 0; b < Count; b++) next[b] = Start(b);
        for (int i = 0; i < values.Length; i++) scratch[next[blockOfRow[i]]++] = values[i];
        return scratch[..values.Length];
    }

    // The first place p with p * Count / rows >= block, as in ByTime.
    int Start(int block) => (int)((((long)block * _rows) + Count - 1) / Count);

    static bool IsAscending(long[] keys)
    {
        for (int i = 1; i < keys.Length; i++)
            if (keys[i] < keys[i - 1]) return false;
        return true;
    }

    static void SortTies(long[] keys, int[] rows)
    {
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            if (end - start > 1) Array.Sort(rows, start, end - start);
        }
    }
}

/// <summary>Receives the values of one block.</summary>
public delegate void BlockAction<T>(int block, ReadOnlySpan<T> values);
