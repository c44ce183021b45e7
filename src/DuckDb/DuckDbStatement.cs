using System.Runtime.InteropServices;
using System.Text;

namespace Plumbline.DuckDb;

/// <summary>A prepared statement. Parameters are numbered from 1 and keep their values from run to run.</summary>
public sealed unsafe class DuckDbStatement : IDisposable
{
    readonly DuckDbConnection _connection;
    readonly StatementHandle _handle;

    internal DuckDbStatement(DuckDbConnection connection, StatementHandle handle) => (_connection, _handle) = (connection, handle);

    /// <summary>How many parameters the statement has.</summary>
    public int ParameterCount => (int)NativeMethods.ParameterCount(_handle);

    public DuckDbStatement Bind(int index, string? value)
    {
        if (value is null) return BindNull(index);
        byte[] text = Encoding.UTF8.GetBytes(value);
        fixed (byte* pointer = text) return Check(index, NativeMethods.BindText(_handle, (ulong)index, pointer, (ulong)text.Length));
    }

    public DuckDbStatement Bind(int index, double value) => Check(index, NativeMethods.BindDouble(_handle, (ulong)index, value));

    public DuckDbStatement Bind(int index, long value) => Check(index, NativeMethods.BindInt64(_handle, (ulong)index, value));

    public DuckDbStatement Bind(int index, bool value) =>
        Check(index, NativeMethods.BindBoolean(_handle, (ulong)index, value ? (byte)1 : (byte)0));

    /// <summary>Binds a moment as a UTC timestamp of microseconds.</summary>
    public DuckDbStatement Bind(int index, DateTimeOffset value) =>
        Check(index, NativeMethods.BindTimestamp(_handle, (ulong)index,
            (value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond));

    public DuckDbStatement BindNull(int index) => Check(index, NativeMethods.BindNull(_handle, (ulong)index));

    /// <summary>Runs to the end and returns the number of rows changed.</summary>
    /// <exception cref="DuckDbException">DuckDB refused.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the statement was interrupted.</exception>
    public long Execute(CancellationToken cancellationToken)
    {
        NativeMethods.Result result = default;
        try
        {
            Run(&result, streaming: false, cancellationToken);
            return (long)NativeMethods.RowsChanged(&result);
        }
        finally
        {
            NativeMethods.DestroyResult(&result);
        }
    }

    /// <summary>Runs; rows arrive chunk by chunk while it runs. The statement must outlive the result.</summary>
    public DuckDbResult Query(CancellationToken cancellationToken) => Query(owned: null, cancellationToken);

    internal DuckDbResult QueryOwned(CancellationToken cancellationToken) => Query(this, cancellationToken);

    public void Dispose() => _handle.Dispose();

    DuckDbResult Query(DuckDbStatement? owned, CancellationToken cancellationToken)
    {
        NativeMethods.Result result = default;
        try
        {
            Run(&result, streaming: true, cancellationToken);
        }
        catch
        {
            NativeMethods.DestroyResult(&result);
            throw;
        }
        return new DuckDbResult(_connection, owned, result);
    }

    void Run(NativeMethods.Result* result, bool streaming, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        NativeMethods.State state;
        using (Interruption.On(_connection, cancellationToken))
            state = streaming ? NativeMethods.ExecuteStreaming(_handle, result) : NativeMethods.Execute(_handle, result);
        if (state == NativeMethods.State.Success) return;
        cancellationToken.ThrowIfCancellationRequested();
        string message = Marshal.PtrToStringUTF8((nint)NativeMethods.ResultError(result)) ?? "DuckDB could not run the statement.";
        throw new DuckDbException(message, NativeMethods.ResultErrorType(result));
    }

    DuckDbStatement Check(int index, NativeMethods.State state) =>
        state == NativeMethods.State.Success ? this
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"The statement has parameters 1 to {ParameterCount}.");
}
