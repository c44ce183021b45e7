namespace Plumbline.DuckDb;

/// <summary>Rows on their way into a table: fill the columns, set <see cref="RowCount"/>, append.</summary>
public sealed unsafe class DuckDbWritableChunk : IDisposable
{
    readonly nint[] _vectors;

    /// <summary>Makes a chunk of simple (not nested) types.</summary>
    public DuckDbWritableChunk(params ReadOnlySpan<DuckDbType> types)
    {
        var logical = new nint[types.Length];
        try
        {
            for (int i = 0; i < types.Length; i++) logical[i] = NativeMethods.CreateLogicalType((int)types[i]);
            fixed (nint* pointer = logical) Handle = new DataChunkHandle(NativeMethods.CreateDataChunk(pointer, (ulong)types.Length));
        }
        finally
        {
            for (int i = 0; i < logical.Length; i++) NativeMethods.DestroyLogicalType(ref logical[i]);
        }
        if (Handle.IsInvalid) throw new ArgumentException("A chunk needs columns of simple types.", nameof(types));
        _vectors = new nint[types.Length];
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

    /// <summary>Empties the chunk: no rows, no nulls.</summary>
    public void Clear()
    {
        NativeMethods.ResetDataChunk(Handle);
        FindVectors();
    }

    public void Dispose() => Handle.Dispose();

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
