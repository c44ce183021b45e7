using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Plumbline.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Not thread-safe.</summary>
sealed class SqliteSession : IDisposable
{
    readonly SqliteConnection _connection;
    readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteSession(string path, SqliteOpenMode mode)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(path),
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            _connection.Open();
            Run("PRAGMA busy_timeout = 5000; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8000");
        }
        catch (SqliteException)
        {
            _connection.Dispose();
            throw;
        }
    }

    public SqliteConnection Connection => _connection;

    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public long LastRowId => SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);

    /// <summary>Runs every statement of a script, unprepared. A command of the driver would stop behind the first statement that gives
    /// rows, without a word, and ALTER TABLE is one of those.</summary>
    public void Run(string script)
    {
        int result = SQLitePCL.raw.sqlite3_exec(_connection.Handle, script, out string? problem);
        if (result == SQLitePCL.raw.SQLITE_OK) return;
        int extended = SQLitePCL.raw.sqlite3_extended_errcode(_connection.Handle);
        throw new SqliteException($"SQLite Error {extended & 0xFF}: '{problem}'.", extended & 0xFF, extended);
    }

    /// <summary>Runs a statement with the values for <c>$1</c>, <c>$2</c>, ...</summary>
    /// <returns>Rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }

    public long Number(string sql, params ReadOnlySpan<object?> values) => First(sql, static r => r.GetInt64(0), values);

    /// <summary>The first bytes of a large value, of which the rest is not read: all of it where it is short.</summary>
    public byte[] Start(string table, string column, long number, int most)
    {
        using var value = new SqliteBlob(_connection, table, column, number, readOnly: true);
        byte[] start = new byte[Math.Min(most, value.Length)];
        value.ReadExactly(start);
        return start;
    }

    /// <summary>Rows while the caller reads them; nothing else may run on the session meanwhile.</summary>
    public void ForEach(string sql, Action<SqliteDataReader> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        while (reader.Read()) row(reader);
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _connection.Dispose();
    }

    SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (int i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i.ToString(CultureInfo.InvariantCulture) });
            _prepared[sql] = command;
        }
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
