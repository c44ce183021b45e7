using System.Runtime.InteropServices;

namespace Plumbline.DuckDb;

/// <summary>A connection: one thread at a time, except for <see cref="Interrupt"/> and <see cref="Progress"/>, which any thread may
/// call.</summary>
public sealed unsafe class DuckDbConnection : IDisposable
{
    internal DuckDbConnection(ConnectionHandle handle) => Handle = handle;

    internal ConnectionHandle Handle { get; }

    /// <summary>Share of the running query that is done, in [0, 1]; null when DuckDB cannot tell.</summary>
    public double? Progress
    {
        get
        {
            double percentage = NativeMethods.Progress(Handle).Percentage;
            return percentage < 0 ? null : percentage / 100;
        }
    }

    /// <summary>Prepares one statement; its parameters are <c>?</c> or <c>$1</c>.</summary>
    /// <exception cref="DuckDbException">The statement is not understood.</exception>
    public DuckDbStatement Prepare(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        NativeMethods.State state = NativeMethods.Prepare(Handle, sql, out nint statement);
        var handle = new StatementHandle(statement);
        if (state == NativeMethods.State.Success) return new DuckDbStatement(this, handle);
        string message = Marshal.PtrToStringUTF8((nint)NativeMethods.PrepareError(statement)) ?? "DuckDB could not prepare the statement.";
        handle.Dispose();
        throw new DuckDbException(message);
    }

    /// <summary>Runs a statement without parameters to its end and returns the number of rows it changed.</summary>
    public long Execute(string sql, CancellationToken cancellationToken)
    {
        using DuckDbStatement statement = Prepare(sql);
        return statement.Execute(cancellationToken);
    }

    /// <summary>Runs a statement without parameters; rows arrive chunk by chunk while it runs.</summary>
    public DuckDbResult Query(string sql, CancellationToken cancellationToken)
    {
        DuckDbStatement statement = Prepare(sql);
        try
        {
            return statement.QueryOwned(cancellationToken);
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    /// <summary>Stops what is running; the running call throws.</summary>
    public void Interrupt() => NativeMethods.Interrupt(Handle);

    /// <summary>Opens an appender on a table.</summary>
    public DuckDbAppender Append(string table)
    {
        NativeMethods.State state = NativeMethods.CreateAppender(Handle, null, table, out nint appender);
        var handle = new AppenderHandle(appender);
        if (state == NativeMethods.State.Success) return new DuckDbAppender(handle);
        string message = appender == 0 ? $"DuckDB has no table '{table}' to append to."
            : Marshal.PtrToStringUTF8((nint)NativeMethods.AppenderError(appender)) ?? "DuckDB could not append.";
        handle.Dispose();
        throw new DuckDbException(message);
    }

    public void Dispose() => Handle.Dispose();
}
