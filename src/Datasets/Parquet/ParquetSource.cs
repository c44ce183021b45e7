using System.Globalization;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Parquet;

/// <summary>A Parquet file: its types are declared, so they are taken as they are; only text may turn out to hold times.</summary>
sealed class ParquetSource : RowSource
{
    readonly DuckDbDatabase _database;
    readonly ParquetColumn[] _parquet;

    ParquetSource(FileOpening opening, ParquetColumn[] columns, int fields, long rows, List<Message> warnings, DuckDbDatabase database)
        : base(opening, [.. columns.Select(c => c.Column)], warnings)
    {
        (_database, _parquet, Fields, RowCount) = (database, columns, fields, rows);
    }

    internal long RowCount { get; }

    internal override long? EstimatedRows => RowCount;

    int Fields { get; }

    internal static ParquetSource Open(FileOpening opening, MissingTokens missing, DuckDbDatabase database,
        CancellationToken cancellationToken)
    {
        try
        {
            using DuckDbConnection connection = database.Connect();
            IReadOnlyList<DuckDbColumn> fields;
            using (DuckDbResult result = connection.Query($"SELECT * FROM {Read(opening.File)} LIMIT 0", cancellationToken)) fields =
                result.Columns;
            var warnings = new List<Message>();
            ParquetColumn[] columns = ParquetColumns.Of(opening.File, fields, warnings);
            long rows = Count(connection, opening.File, cancellationToken);
            if (columns.Length == 0) throw new DatasetException($"'{opening.File}' has no column that can be compared.");
            columns = [.. columns.Select(c => c.Column.IsText
                ? Sampled(connection, opening.File, c, fields.Count, missing, warnings, cancellationToken) : c)];
            columns = MarkHuge(connection, opening.File, columns, fields.Count, cancellationToken);
            return new ParquetSource(opening, columns, fields.Count, rows, warnings, database);
        }
        catch (DuckDbException broken)
        {
            throw new DatasetException($"'{opening.File}' cannot be read: {broken.Message}", broken);
        }
    }

    internal override ScanResult Scan(ScanRequest request, CancellationToken cancellationToken)
    {
        using DuckDbConnection connection = _database.Connect();
        var selected = new List<string>();
        QueryTarget[] targets = [.. request.Targets.Select(t => Add(selected, t))];
        string sql =
            $"SELECT {(selected.Count == 0 ? "1" : string.Join(", ", selected))} FROM {From(Opening.File, Fields)}{Limit(request.Window)}";
        try
        {
            QueryScan.Run(connection, sql, targets, request.Window, this, request.Progress, cancellationToken);
        }
        catch (DuckDbException broken)
        {
            throw new DatasetException($"'{Opening.File}' cannot be read: {broken.Message}", broken);
        }
        return ScanResult.Clean;
    }

    internal bool IsBoolean(SourceColumn column) => _parquet.First(c => c.Column.Index == column.Index).Type == DuckDbType.Boolean;

    /// <summary>The rows of the wanted columns in order, chunk by chunk; a chunk lives until the next one.</summary>
    internal IEnumerable<DuckDbChunk> Chunks(IReadOnlyList<ScanTarget> wanted, out QueryTarget[] targets,
        CancellationToken cancellationToken)
    {
        var selected = new List<string>();
        targets = [.. wanted.Select(t => Add(selected, t))];
        return Run($"SELECT {string.Join(", ", selected)} FROM {From(Opening.File, Fields)}", cancellationToken);
    }

    IEnumerable<DuckDbChunk> Run(string sql, CancellationToken cancellationToken)
    {
        using DuckDbConnection connection = _database.Connect();
        using DuckDbResult result = connection.Query(sql, cancellationToken);
        while (result.Next(cancellationToken) is { } next)
        {
            using DuckDbChunk chunk = next;
            yield return chunk;
        }
    }

    QueryTarget Add(List<string> selected, ScanTarget target)
    {
        ParquetColumn column = _parquet.First(c => c.Column.Index == target.Column.Index);
        int at = selected.Count;
        ParquetExpression expression = column.Expression(target.Builder.Plan);
        if (expression.Value is not null) selected.Add(expression.Value);
        int text = selected.Count;
        if (expression.Text is not null) selected.Add(expression.Text);
        return new QueryTarget(target.Builder, expression.Value is null ? -1 : at, expression.Text is null ? -1 : text);
    }

    static string Limit(RowWindow window) =>
        window.Left is { } rows ? string.Create(CultureInfo.InvariantCulture, $" LIMIT {rows}") : "";

    static string Read(string file) => $"read_parquet({SqlText.File(file)})";

    static string From(string file, int fields) =>
        $"{Read(file)} AS t({string.Join(", ", Enumerable.Range(0, fields).Select(SqlText.Column))})";

    static long Count(DuckDbConnection connection, string file, CancellationToken cancellationToken)
    {
        using DuckDbResult result = connection.Query($"SELECT count(*) FROM {Read(file)}", cancellationToken);
        using DuckDbChunk? chunk = result.Next(cancellationToken);
        return chunk is null ? 0 : chunk[0].Values<long>()[0];
    }

    /// <summary>Notes which integer columns begin with numbers that doubles do not hold exactly.</summary>
    static ParquetColumn[] MarkHuge(DuckDbConnection connection, string file, ParquetColumn[] columns, int fields,
        CancellationToken cancellationToken)
    {
        ParquetColumn[] wide =
            [.. columns.Where(c => c.Type is DuckDbType.BigInt or DuckDbType.UBigInt or DuckDbType.HugeInt or DuckDbType.UHugeInt)];
        if (wide.Length == 0) return columns;
        string largest = string.Join(", ", wide.Select(c => $"max(abs(CAST({c.Sql} AS DOUBLE)))"));
        using DuckDbResult result =
            connection.Query($"SELECT {largest} FROM (SELECT * FROM {From(file, fields)} LIMIT 10000)", cancellationToken);
        using DuckDbChunk? chunk = result.Next(cancellationToken);
        if (chunk is null) return columns;
        var huge = new HashSet<int>();
        for (int i = 0; i < wide.Length; i++)
            if (chunk[i].IsValid(0) && chunk[i].Values<double>()[0] > NumberText.LargestExactInteger) huge.Add(wide[i].Column.Index);
        return [.. columns.Select(c => huge.Contains(c.Column.Index)
            ? c with { Column = c.Column with { Sample = c.Column.Sample with { HasHugeIntegers = true } } } : c)];
    }

    static ParquetColumn Sampled(DuckDbConnection connection, string file, ParquetColumn column, int fields, MissingTokens missing,
        List<Message> warnings,
        CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        string sql = string.Create(CultureInfo.InvariantCulture, $"SELECT {column.Sql}::VARCHAR FROM {From(file, fields)} LIMIT 2000");
        using DuckDbResult result = connection.Query(sql, cancellationToken);
        while (result.Next(cancellationToken) is { } next)
        {
            using DuckDbChunk chunk = next;
            for (int i = 0; i < chunk.RowCount; i++)
                texts.Add(chunk[0].IsValid(i) ? System.Text.Encoding.UTF8.GetString(chunk[0].Text(i)) : "");
        }
        SampleType sample = SampleType.Of(texts, missing);
        if (sample.Storage != Storage.Time) sample = new SampleType(Storage.Text);
        if (sample.IsDateOrderGuessed) warnings.Add(Message.Of("datasets.date_order", ("file", file), ("column", column.Column.Name)));
        return column with { Column = column.Column with { Sample = sample } };
    }
}
