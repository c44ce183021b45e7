using System.Text.Json;
using Microsoft.Data.Sqlite;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Values as SQLite's columns hold them.</summary>
static class Columns
{
    public static DateTimeOffset? MomentOrNull(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : Micros.Moment(row.GetInt64(column));

    public static string? TextOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Reads a row's content; one that cannot be read is damage of the file.</summary>
    public static T Content<T>(string path, string table, long number, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidDataException or ArgumentException)
        {
            throw SqliteErrors.Damaged(path, $"row {number} of {table} cannot be read ({problem.Message})", problem);
        }
    }

    public static void RequireLength(string? text, int most, string what)
    {
        if (text?.Length > most)
            throw new StorageException(StorageFailure.Limit, $"{what} takes {text.Length} characters; at most {most} are kept.");
    }
}
