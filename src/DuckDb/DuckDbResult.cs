using System.Runtime.InteropServices;

namespace Plumbline.DuckDb;

/// <summary>The rows of a query, chunk by chunk (at most 2 048 rows each), in order.</summary>
public sealed unsafe class DuckDbResult : IDisposable
{
    readonly DuckDbConnection _connection;
    readonly DuckDbStatement? _owned;
    NativeMethods.Result _result;
    bool _disposed;

    internal DuckDbResult(DuckDbConnection connection, DuckDbStatement? owned, NativeMethods.Result result)
    {
        (_connection, _owned, _result) = (connection, owned, result);
        Columns = ReadColumns();
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<DuckDbColumn> Columns { get; }

    /// <summary>The next chunk, to be disposed before the one after it is asked for, or null after the last.</summary>
    /// <exception cref="DuckDbException">The query failed while it ran.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the query was interrupted.</exception>
    public DuckDbChunk? Next(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        nint chunk;
        using (Interruption.On(_connection, cancellationToken)) chunk = NativeMethods.FetchChunk(_result);
        if (chunk != 0) return new DuckDbChunk(new DataChunkHandle(chunk));
        cancellationToken.ThrowIfCancellationRequested();
        fixed (NativeMethods.Result* result = &_result)
        {
            if (Marshal.PtrToStringUTF8((nint)NativeMethods.ResultError(result)) is { Length: > 0 } message)
                throw new DuckDbException(message, NativeMethods.ResultErrorType(result));
        }
        return null;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        fixed (NativeMethods.Result* result = &_result) NativeMethods.DestroyResult(result);
        _owned?.Dispose();
    }

    DuckDbColumn[] ReadColumns()
    {
        fixed (NativeMethods.Result* result = &_result)
        {
            var columns = new DuckDbColumn[(int)NativeMethods.ColumnCount(result)];
            for (int i = 0; i < columns.Length; i++)
            {
                string name = Marshal.PtrToStringUTF8((nint)NativeMethods.ColumnName(result, (ulong)i)) ?? "";
                columns[i] = DuckDbColumn.Take(name, NativeMethods.ColumnLogicalType(result, (ulong)i));
            }
            return columns;
        }
    }
}
