using System.Runtime.InteropServices;

namespace Plumbline.DuckDb;

/// <summary>Owns a <c>duckdb_database</c>.</summary>
sealed class DatabaseHandle(nint value) : DuckDbHandle(value)
{
    protected override void Release(ref nint value) => NativeMethods.Close(ref value);
}

/// <summary>Owns a <c>duckdb_connection</c>.</summary>
sealed class ConnectionHandle(nint value) : DuckDbHandle(value)
{
    protected override void Release(ref nint value) => NativeMethods.Disconnect(ref value);
}

/// <summary>Owns a <c>duckdb_prepared_statement</c>.</summary>
sealed class StatementHandle(nint value) : DuckDbHandle(value)
{
    protected override void Release(ref nint value) => NativeMethods.DestroyPrepare(ref value);
}

/// <summary>Owns a <c>duckdb_data_chunk</c>.</summary>
sealed class DataChunkHandle(nint value) : DuckDbHandle(value)
{
    protected override void Release(ref nint value) => NativeMethods.DestroyDataChunk(ref value);
}

/// <summary>Owns a <c>duckdb_appender</c>; rows not flushed before are flushed by the library now.</summary>
sealed class AppenderHandle(nint value) : DuckDbHandle(value)
{
    protected override void Release(ref nint value) => NativeMethods.DestroyAppender(ref value);
}

/// <summary>A pointer of the library that is given back exactly once, after the last call that uses it.</summary>
abstract class DuckDbHandle : SafeHandle
{
    protected DuckDbHandle(nint value) : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        nint value = handle;
        Release(ref value);
        return true;
    }

    protected abstract void Release(ref nint value);
}
