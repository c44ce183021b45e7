namespace Plumbline.DuckDb;

/// <summary>Rows on their way into a table: fill the columns, set <see cref="RowCount"/>, append.</summary>
public sealed unsafe class DuckDbWritableChunk : IDisposable
{
    readonly nint[] _vectors;
    readonly int[] _listLengths;

    /// <summary>Makes a chunk of simple types; <see cref="DuckDbType.List"/> is a list of floats.</summary>
    public DuckDbWritableChunk(params ReadOnlySpan<DuckDbType> types)
    {
        var logical = new nint[types.Length];
        try
        {
            for (int i = 0; i < types.Length; i++) logical[i] = LogicalType(types[i]);
            fixed (nint* pointer = logical) Handle = new DataChunkHandle(NativeMethods.CreateDataChunk(pointer, (ulong)types.Length));
        }
        finally
        {
            for (int i = 0; i < logical.Length; i++) NativeMethods.DestroyLogicalType(ref logical[i]);
        }
        if (Handle.IsInvalid) throw new ArgumentException("A chunk needs columns of simple types.", nameof(types));
        _vectors = new nint[types.Length];
        _listLengths = new int[types.Length];
        FindVectors();
    }

    /// <summary>Rows a chunk can hold.</summary>
    public static int Capacity { get; } = (int)NativeMethods.VectorSize();

    public int RowCount
    {
        get => (int)NativeMethods.ChunkSize(Handle);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            NativeMethods.SetChunkSize(Handle, (ulong)value);
        }
    }

    internal DataChunkHandle Handle { get; }

    /// <summary>A column to write into, of exactly the column's width; <see cref="Capacity"/> long.</summary>
    public Span<T> Values<T>(int column) where T : unmanaged => new(NativeMethods.VectorData(_vectors[column]), Capacity);

    public void SetText(int column, int row, ReadOnlySpan<byte> utf8)
    {
        CheckRow(row);
        fixed (byte* text = utf8) NativeMethods.AssignText(_vectors[column], (ulong)row, text, (ulong)utf8.Length);
    }

    public void SetNull(int column, int row)
    {
        CheckRow(row);
        NativeMethods.EnsureValidityWritable(_vectors[column]);
        NativeMethods.VectorValidity(_vectors[column])[row >> 6] &= ~(1UL << (row & 63));
    }

    /// <summary>Takes a null back.</summary>
    public void SetValid(int column, int row)
    {
        CheckRow(row);
        ulong* validity = NativeMethods.VectorValidity(_vectors[column]);
        if (validity is not null) validity[row >> 6] |= 1UL << (row & 63);
    }

    /// <summary>Nulls in <paramref name="count"/> rows that follow each other.</summary>
    public void SetNulls(int column, int row, int count)
    {
        if (count == 0) return;
        CheckRow(row);
        CheckRow(row + count - 1);
        NativeMethods.EnsureValidityWritable(_vectors[column]);
        ulong* validity = NativeMethods.VectorValidity(_vectors[column]);
        for (int i = row; i < row + count; i++) validity[i >> 6] &= ~(1UL << (i & 63));
    }

    /// <summary>Sets a list of floats.</summary>
    public void SetList(int column, int row, ReadOnlySpan<float> values)
    {
        CheckRow(row);
        nint vector = _vectors[column];
        int start = _listLengths[column];
        int end = checked(start + values.Length);
        if (NativeMethods.ReserveList(vector, (ulong)end) != NativeMethods.State.Success
            || NativeMethods.SetListSize(vector, (ulong)end) != NativeMethods.State.Success)
            throw new ArgumentException("The column is not a list.", nameof(column));
        values.CopyTo(new Span<float>((float*)NativeMethods.VectorData(NativeMethods.ListChild(vector)) + start, values.Length));
        ulong* entry = (ulong*)NativeMethods.VectorData(vector) + ((nint)row * 2);
        (entry[0], entry[1]) = ((ulong)start, (ulong)values.Length);
        _listLengths[column] = end;
    }

    /// <summary>Empties the chunk: no rows, no nulls.</summary>
    public void Clear()
    {
        NativeMethods.ResetDataChunk(Handle);
        Array.Clear(_listLengths);
        FindVectors();
    }

    public void Dispose() => Handle.Dispose();

    static nint LogicalType(DuckDbType type)
    {
        if (type != DuckDbType.List) return NativeMethods.CreateLogicalType((int)type);
        nint element = NativeMethods.CreateLogicalType((int)DuckDbType.Float);
        nint list = NativeMethods.CreateListType(element);
        NativeMethods.DestroyLogicalType(ref element);
        return list;
    }

    static void CheckRow(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Capacity);
    }

    void FindVectors()
    {
        for (int i = 0; i < _vectors.Length; i++) _vectors[i] = NativeMethods.ChunkVector(Handle, (ulong)i);
    }
}
