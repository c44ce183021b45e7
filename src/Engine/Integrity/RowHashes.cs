using Plumbline.Engine.Columns;
using Plumbline.Statistics;

namespace Plumbline.Engine.Integrity;

/// <summary>A 64-bit hash per row, gathered column by column, to count the rows that repeat an earlier one.</summary>
/// <remarks>A row's hash is the sum modulo 2^64 of one keyed hash per column, so columns may come in any order and from several threads.
/// Every column that is added takes part (all but those the user ignores), so a set with an id column has no duplicate rows unless
/// the ids repeat too.
/// -0 equals 0, and missing equals missing whatever its spelling. Two different rows are taken for equal with probability about
/// rows^2 / 2^65. Memory: 8 bytes per row.</remarks>
public sealed class RowHashes
{
    const int BlockRows = 1 << 15;

    readonly ulong[] _sums;
    readonly Lock[] _blocks;

    /// <summary>Starts with no columns.</summary>
    /// <param name="rows">Rows of the data set, at least 0.</param>
    public RowHashes(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        _sums = new ulong[rows];
        _blocks = new Lock[(rows + BlockRows - 1) / BlockRows];
        for (int block = 0; block < _blocks.Length; block++) _blocks[block] = new Lock();
    }

    /// <summary>Rows of the data set.</summary>
    public int Count => _sums.Length;

    /// <summary>Adds a column to every row's hash. Each column once; any order; any thread.</summary>
    /// <param name="columnIndex">The column's place in the schema: its key, so that equal values in two columns differ.</param>
    /// <param name="slice">The column, as many rows as the set.</param>
    /// <exception cref="ArgumentException">The slice has another number of rows.</exception>
    public void Add(int columnIndex, ColumnSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        if (slice.Length != Count)
            throw new ArgumentException($"Column '{slice.Column.Name}' has {slice.Length} rows, the set has {Count}.", nameof(slice));
        var key = new ColumnKey((ulong)columnIndex);
        ulong[]? categoryHashes = slice is CategoricalSlice text ? HashCategories(text, key) : null;
        for (int i = 0; i < _blocks.Length; i++)
        {
            // Threads start at different blocks so that they seldom meet.
            int block = (int)(((uint)i + ((uint)columnIndex * 7919u)) % (uint)_blocks.Length);
            int start = block * BlockRows;
            Span<ulong> sums = _sums.AsSpan(start, Math.Min(BlockRows, Count - start));
            lock (_blocks[block]) AddBlock(sums, start, slice, key, categoryHashes);
        }
    }

    /// <summary>How many rows equal an earlier row in every column: rows minus distinct rows. The hashes are kept.</summary>
    public long CountDuplicates() => Count - DistinctHashes.Count(_sums);

    static void AddBlock(Span<ulong> sums, int start, ColumnSlice slice, ColumnKey key, ulong[]? categoryHashes)
    {
        switch (slice)
        {
            case NumericSlice numbers: AddNumbers(sums, numbers.Values.Span.Slice(start, sums.Length), key); break;
            case CategoricalSlice text: AddCodes(sums, text.Codes.Span.Slice(start, sums.Length), categoryHashes); break;
            case TimestampSlice times: AddTimes(sums, times.Microseconds.Span.Slice(start, sums.Length), key); break;
            case VectorSlice vectors: AddVectors(sums, start, vectors, key); break;
            default: throw new ArgumentException($"No row hash for a {slice.GetType().Name}.", nameof(slice));
        }
    }

    static void AddNumbers(Span<ulong> sums, ReadOnlySpan<double> values, ColumnKey key)
    {
        ulong missing = key.Hash(BitConverter.DoubleToUInt64Bits(double.NaN));
        for (int row = 0; row < sums.Length; row++)
        {
            double value = values[row];
            sums[row] += double.IsNaN(value) ? missing : key.Hash(BitConverter.DoubleToUInt64Bits(value + 0.0));
        }
    }

    static void AddCodes(Span<ulong> sums, ReadOnlySpan<int> codes, ReadOnlySpan<ulong> categoryHashes)
    {
        for (int row = 0; row < sums.Length; row++) sums[row] += categoryHashes[codes[row] + 1];
    }

    static void AddTimes(Span<ulong> sums, ReadOnlySpan<long> times, ColumnKey key)
    {
        for (int row = 0; row < sums.Length; row++) sums[row] += key.Hash((ulong)times[row]);
    }

    static void AddVectors(Span<ulong> sums, int start, VectorSlice vectors, ColumnKey key)
    {
        for (int row = 0; row < sums.Length; row++)
        {
            ulong hash = 0;
            foreach (float value in vectors.Values.Span.Slice((start + row) * vectors.Dimension, vectors.Dimension))
                hash = key.Hash(hash ^ BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value + 0f));
            sums[row] += hash;
        }
    }

    /// <summary>The hash of code c at place c + 1, of a missing row at place 0: a text is hashed once, however many rows have it.</summary>
    static ulong[] HashCategories(CategoricalSlice slice, ColumnKey key)
    {
        var hashes = new ulong[slice.Categories.Count + 1];
        hashes[0] = key.Hash(BitConverter.DoubleToUInt64Bits(double.NaN));
        for (int code = 0; code < slice.Categories.Count; code++)
            hashes[code + 1] = key.Hash(StableHash.Of(slice.Categories[code].AsSpan()));
        return hashes;
    }

    /// <summary>A hash function per column: a 64 x 64 bit product with two random keys, folded by exclusive or.</summary>
    readonly struct ColumnKey
    {
        readonly ulong _addend;
        readonly ulong _factor;

        public ColumnKey(ulong column)
        {
            ulong state = column;
            _addend = StableHash.SplitMix(ref state);
            _factor = StableHash.SplitMix(ref state) | 1;
        }

        public ulong Hash(ulong bits)
        {
            ulong high = Math.BigMul(bits ^ _addend, _factor, out ulong low);
            return high ^ low;
        }
    }
}
