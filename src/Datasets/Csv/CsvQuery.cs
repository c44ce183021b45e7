using System.Globalization;
using System.Text;
using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Types;

namespace Plumbline.Datasets.Csv;

/// <summary>The SQL by which DuckDB reads a delimited file: every option given, columns named by position.</summary>
static class CsvQuery
{
    const int LongestLine = 2 << 20;

    /// <summary>Bytes DuckDB reads at once, per thread several times: larger ones cost memory and bring no speed.</summary>
    const int BufferSize = 8 << 20;

    /// <summary>A query with the wanted columns, in file order of the targets, and where its columns go. A number that is read
    /// optimistically is declared DOUBLE; other numbers are read as text and cast, with the text beside them where the cast gives
    /// nothing.</summary>
    internal static (string Sql, QueryTarget[] Targets) Select(FileOpening opening, CsvDialect dialect, IReadOnlyList<ScanTarget> wanted)
    {
        var selected = new List<string>();
        var targets = new QueryTarget[wanted.Count];
        var optimistic = new HashSet<int>();
        for (int i = 0; i < targets.Length; i++)
        {
            ColumnPlan plan = wanted[i].Builder.Plan;
            string column = SqlText.Column(wanted[i].Column.Index);
            if (plan.IsOptimistic) optimistic.Add(wanted[i].Column.Index);
            targets[i] = Add(selected, wanted[i].Builder, column);
        }
        string list = string.Join(", ", selected.Select((s, i) => string.Create(CultureInfo.InvariantCulture, $"{s} AS s{i + 1:0000}")));
        return ($"SELECT {(selected.Count == 0 ? "1" : list)} FROM {From(opening, dialect, optimistic)}", targets);
    }

    /// <summary>One of the columns, out of the spool that <see cref="Select"/> was copied to.</summary>
    internal static string Spooled(string file, QueryTarget target)
    {
        string[] columns = [.. new[] { target.Value, target.Text }.Where(c => c >= 0)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"s{c + 1:0000}"))];
        return $"SELECT {string.Join(", ", columns)} FROM read_parquet({SqlText.File(file)})";
    }

    static QueryTarget Add(List<string> selected, ColumnBuilder builder, string column)
    {
        int at = selected.Count;
        switch (builder.Plan.Storage)
        {
            case Storage.Number when builder.Plan.IsOptimistic:
            case Storage.Text:
                selected.Add(column);
                return new QueryTarget(builder, at, -1);
            case Storage.Number:
                string number = $"TRY_CAST({(builder.Plan.HasDecimalComma ? $"replace({column}, ',', '.')" : column)} AS DOUBLE)";
                selected.Add(number);
                selected.Add($"CASE WHEN {number} IS NULL OR isnan({number}) THEN {column} END");
                return new QueryTarget(builder, at, at + 1);
            case Storage.Time:
            case Storage.Vector:
                selected.Add(column);
                return new QueryTarget(builder, -1, at);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    static string From(FileOpening opening, CsvDialect dialect, HashSet<int> optimistic)
    {
        var sql = new StringBuilder("read_csv(").Append(SqlText.File(opening.File));
        sql.Append(", auto_detect = false, strict_mode = true, null_padding = false, store_rejects = true, rejects_limit = 0");
        sql.Append(", delim = ").Append(SqlText.Quote(dialect.Delimiter.ToString()));
        sql.Append(", quote = ").Append(SqlText.Quote(CsvDialect.Quote.ToString()));
        sql.Append(", escape = ").Append(SqlText.Quote(dialect.Escape.ToString()));
        sql.Append(", header = ").Append(dialect.HasHeader ? "true" : "false");
        sql.Append(", compression = ").Append(opening.IsGzip ? "'gzip'" : "'none'");
        sql.Append(", encoding = ").Append(dialect.Encoding switch
        {
            TextEncoding.Utf8 => "'utf-8'",
            TextEncoding.Latin1 => "'latin-1'",
            TextEncoding.Utf16 => "'utf-16'",
        });
        sql.Append(CultureInfo.InvariantCulture,
            $", skip = {dialect.SkippedLines}, max_line_size = {LongestLine}, buffer_size = {BufferSize}");
        sql.Append(", columns = {");
        for (int i = 0; i < dialect.FieldCount; i++)
            sql.Append(i == 0 ? "" : ", ").Append(SqlText.Quote(SqlText.Column(i)))
                .Append(optimistic.Contains(i) ? ": 'DOUBLE'" : ": 'VARCHAR'");
        return sql.Append("})").ToString();
    }
}
