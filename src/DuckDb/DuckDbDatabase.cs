using System.Globalization;
using System.Runtime.InteropServices;

namespace Plumbline.DuckDb;

/// <summary>An open database. Connections of it may be used from different threads, one thread each.</summary>
public sealed unsafe class DuckDbDatabase : IDisposable
{
    readonly DatabaseHandle _handle;

    DuckDbDatabase(DatabaseHandle handle) => _handle = handle;

    /// <summary>The library's version, such as <c>v1.5.5</c>.</summary>
    public static string LibraryVersion => Marshal.PtrToStringUTF8((nint)NativeMethods.LibraryVersion()) ?? "";

    /// <summary>Opens a database that lives in memory.</summary>
    public static DuckDbDatabase OpenInMemory(DuckDbOptions options) => Open(":memory:", options);

    /// <summary>Opens or creates a database file.</summary>
    /// <exception cref="DuckDbException">The file is not a database, is in use by another process, or an option is refused.</exception>
    public static DuckDbDatabase Open(string path, DuckDbOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        if (NativeMethods.CreateConfig(out nint config) != NativeMethods.State.Success)
            throw new DuckDbException("DuckDB could not make a configuration.");
        try
        {
            foreach ((string name, string value) in Settings(options)) Set(config, name, value);
            if (NativeMethods.Open(path, out nint database, config, out byte* error) == NativeMethods.State.Success)
                return new DuckDbDatabase(new DatabaseHandle(database));
            string message = Marshal.PtrToStringUTF8((nint)error) ?? "DuckDB could not open the database.";
            NativeMethods.Free(error);
            throw new DuckDbException(message);
        }
        finally
        {
            NativeMethods.DestroyConfig(ref config);
        }
    }

    /// <summary>Opens a connection.</summary>
    public DuckDbConnection Connect()
    {
        if (NativeMethods.Connect(_handle, out nint connection) != NativeMethods.State.Success)
            throw new DuckDbException("DuckDB could not open a connection.");
        return new DuckDbConnection(new ConnectionHandle(connection));
    }

    public void Dispose() => _handle.Dispose();

    static void Set(nint config, string name, string value)
    {
        if (NativeMethods.SetConfig(config, name, value) != NativeMethods.State.Success)
            throw new DuckDbException($"DuckDB refused the setting {name} = '{value}'.");
    }

    static IEnumerable<(string Name, string Value)> Settings(DuckDbOptions options)
    {
        yield return ("threads", options.Threads.ToString(CultureInfo.InvariantCulture));
        yield return ("autoinstall_known_extensions", "false");
        yield return ("autoload_known_extensions", "false");
        yield return ("allow_community_extensions", "false");
        yield return ("allow_unsigned_extensions", "false");
        yield return ("temp_directory", options.TemporaryFolder ?? "");
        if (options.MemoryLimitBytes is { } bytes) yield return ("memory_limit", bytes.ToString(CultureInfo.InvariantCulture) + "B");
        if (options.CheckpointThresholdBytes is { } wal)
            yield return ("checkpoint_threshold", wal.ToString(CultureInfo.InvariantCulture) + "B");
        if (options.ReadOnly) yield return ("access_mode", "READ_ONLY");
        yield return ("lock_configuration", "true");
    }
}
