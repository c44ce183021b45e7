using Plumbline.DuckDb;

namespace Plumbline.Storage.Events;

/// <summary>Adds rows to a table through chunks that are filled across batches.</summary>
sealed class RowAppender : IDisposable
{
    readonly DuckDbAppender _appender;

    internal RowAppender(DuckDbConnection connection, string table, ReadOnlySpan<DuckDbType> types)
    {
        Chunk = new DuckDbWritableChunk(types);
        _appender = connection.Append(table);
    }

    internal DuckDbWritableChunk Chunk { get; }

    /// <summary>Rows in the chunk.</summary>
    internal int Used { get; private set; }

    /// <summary>Calls <paramref name="write"/> with ranges of a batch's rows; it fills them from row <see cref="Used"/> of the chunk
    /// on.</summary>
    internal void Append(int rows, Action<int, int> write)
    {
        for (int first = 0; first < rows;)
        {
            int count = Math.Min(rows - first, DuckDbWritableChunk.Capacity - Used);
            write(first, count);
            first += count;
            Used += count;
            if (Used == DuckDbWritableChunk.Capacity) Send();
        }
    }

    /// <summary>Writes what was added: the transaction sees it from now on.</summary>
    internal void Flush()
    {
        if (Used > 0) Send();
        _appender.Flush();
    }

    public void Dispose()
    {
        _appender.Dispose();
        Chunk.Dispose();
    }

    void Send()
    {
        Chunk.RowCount = Used;
        _appender.Append(Chunk);
        Chunk.Clear();
        Used = 0;
    }
}
