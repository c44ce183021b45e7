namespace Plumbline.DuckDb;

/// <summary>Up to 2 048 rows. Spans taken from its vectors live until it is disposed.</summary>
public sealed class DuckDbChunk : IDisposable
{
    readonly DataChunkHandle _handle;

    internal DuckDbChunk(DataChunkHandle handle)
    {
        _handle = handle;
        RowCount = (int)NativeMethods.ChunkSize(handle);
        ColumnCount = (int)NativeMethods.ChunkColumnCount(handle);
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    /// <summary>One column of the chunk.</summary>
    public DuckDbVector this[int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, ColumnCount);
            return new DuckDbVector(NativeMethods.ChunkVector(_handle, (ulong)column), RowCount);
        }
    }

    public void Dispose() => _handle.Dispose();
}
