using System.Runtime.InteropServices;

namespace Plumbline.DuckDb;

/// <summary>Adds rows to a table, chunk by chunk. Types must be exactly the table's.</summary>
public sealed unsafe class DuckDbAppender : IDisposable
{
    readonly AppenderHandle _handle;

    internal DuckDbAppender(AppenderHandle handle) => _handle = handle;

    /// <summary>Adds the chunk's rows; the chunk may be filled anew afterwards.</summary>
    /// <exception cref="DuckDbException">The chunk's types are not the table's, or a constraint does not hold.</exception>
    public void Append(DuckDbWritableChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        Check(NativeMethods.AppendDataChunk(_handle, chunk.Handle));
    }

    /// <summary>Writes what was added. What is only disposed of is written too, but cannot report an error.</summary>
    public void Flush() => Check(NativeMethods.FlushAppender(_handle));

    public void Dispose() => _handle.Dispose();

    void Check(NativeMethods.State state)
    {
        if (state == NativeMethods.State.Success) return;
        string? message = Marshal.PtrToStringUTF8((nint)NativeMethods.AppenderError(_handle.DangerousGetHandle()));
        throw new DuckDbException(message ?? "DuckDB could not append.");
    }
}
