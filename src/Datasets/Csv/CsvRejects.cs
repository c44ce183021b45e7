using System.Text;
using Plumbline.Datasets.Files;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Csv;

/// <summary>What DuckDB refused in the scan a connection has just made.</summary>
/// <param name="Rows">Refused rows.</param>
/// <param name="Lines">The lines on which they begin, ascending.</param>
/// <param name="MisreadColumns">Positions of columns declared numeric that hold something else.</param>
/// <param name="HasInvalidText">True when a row is not of the encoding.</param>
sealed record CsvRejects(RefusedRows Rows, IReadOnlyList<long> Lines, IReadOnlyList<int> MisreadColumns, bool HasInvalidText)
{
    const int ShownRows = 20;
    const string Kinds =
        "SELECT DISTINCT error_type::VARCHAR, CASE WHEN error_type::VARCHAR = 'CAST' THEN column_idx::BIGINT END FROM reject_errors";

    const string Errors = """
        SELECT line::BIGINT AS line, min(column_idx)::BIGINT, arg_min(error_type::VARCHAR, byte_position), arg_min(error_message, byte_position)
        FROM reject_errors WHERE error_type::VARCHAR <> 'CAST' GROUP BY line ORDER BY line
        """;

    internal static CsvRejects Read(DuckDbConnection connection, string file, IReadOnlyList<SourceColumn> columns,
        CancellationToken cancellationToken)
    {
        var misread = new List<int>();
        bool invalid = false;
        Each(connection, Kinds, (chunk, i) =>
        {
            if (chunk[1].IsValid(i)) misread.Add((int)chunk[1].Values<long>()[i] - 1);
            invalid |= Text(chunk, 0, i) == "INVALID ENCODING";
        }, cancellationToken);
        var lines = new List<long>();
        var first = new List<RefusedRow>();
        Each(connection, Errors, (chunk, i) =>
        {
            long line = chunk[0].Values<long>()[i];
            lines.Add(line);
            if (first.Count == ShownRows) return;
            int column = chunk[1].IsValid(i) ? (int)chunk[1].Values<long>()[i] - 1 : -1;
            string? name = column >= 0 && column < columns.Count ? columns[column].Name : null;
            first.Add(new RefusedRow(file, line, name, Reason(Text(chunk, 2, i), Text(chunk, 3, i), columns.Count)));
        }, cancellationToken);
        return new CsvRejects(lines.Count == 0 ? RefusedRows.None : new RefusedRows(lines.Count, first), lines, misread, invalid);
    }

    static void Each(DuckDbConnection connection, string sql, Action<DuckDbChunk, int> take, CancellationToken cancellationToken)
    {
        using DuckDbResult result = connection.Query(sql, cancellationToken);
        while (result.Next(cancellationToken) is { } next)
        {
            using DuckDbChunk chunk = next;
            for (int i = 0; i < chunk.RowCount; i++) take(chunk, i);
        }
    }

    static string Text(DuckDbChunk chunk, int column, int row) =>
        chunk[column].IsValid(row) ? Encoding.UTF8.GetString(chunk[column].Text(row)) : "";

    static string Reason(string kind, string message, int columns)
    {
        string found = message[(message.LastIndexOf(' ') + 1)..].TrimEnd('.');
        return kind switch
        {
            "MISSING COLUMNS" => $"{found} fields instead of {columns}",
            "TOO MANY COLUMNS" => $"more than {columns} fields",
            "UNQUOTED VALUE" => "a quote is not closed, or text follows a closing quote",
            "INVALID ENCODING" => "the text is not UTF-8",
            "LINE SIZE OVER MAXIMUM" => "the line is longer than 2 MB: a quote may not be closed",
            _ => message,
        };
    }
}
