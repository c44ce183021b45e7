using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Rows of a query as a Parquet or, by the ending .csv, as a CSV file under the users' names: id, time, the columns of the schema,
/// tags. An absent value is null.</summary>
/// <remarks>A name must be part of the statement, as DuckDB takes no names as parameters: this is the only place, and only as a quoted
/// identifier.</remarks>
sealed class EventExport(DuckDbConnection connection, EventTable? table, ModelDefinition model, EventQuery query)
{
    const string Nothing = "(SELECT 0 AS seq, '' AS id, 0 AS time, '' AS tags, 0::DOUBLE AS label_n, '' AS label_s) WHERE false";

    readonly Schema _schema = model.Schema.Columns;

    /// <summary>Writes the file; where that fails none is left.</summary>
    /// <returns>Rows written.</returns>
    internal long Write(string path, CancellationToken cancellationToken)
    {
        SqlText sql = new SqlText().Add("COPY (").Add(Rows(cancellationToken)).Add(") TO ").Add(Literal(path))
            .Add(path.EndsWith(".csv", StringComparison.Ordinal) ? " (FORMAT csv, HEADER)" : " (FORMAT parquet, COMPRESSION zstd)");
        try
        {
            return sql.Execute(connection, cancellationToken);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The rows under their own names, around those under ours: a user's name is never in sight of a condition.</summary>
    SqlText Rows(CancellationToken cancellationToken)
    {
        ColumnDefinition[] columns = [.. Columns()];
        SqlText outer = new(), inner = new();
        for (int i = 0; i < columns.Length; i++)
        {
            outer.Add(i == 0 ? $"SELECT r.c{i} AS " : $", r.c{i} AS ").Add(Name(columns[i].Name));
            inner.Add(", ").Add(Expression(StoredColumn.Of(table, _schema, columns[i]))).Add($" AS c{i}");
        }
        bool hasTruth = columns.Any(c => c.Role == ColumnRole.Target);
        outer.Add(" FROM (SELECT seq AS number").Add(inner).Add(" FROM ");
        if (table is null) return outer.Add(Nothing).Add(") r");
        EventFilter filter = EventFilter.Of(connection, table, _schema, query, cancellationToken);
        outer.Add(table.Name);
        if (hasTruth) outer.Add(" LEFT JOIN (").Add(filter.Labels()).Add(") ON event_seq = seq");
        outer.Add(filter.Where()).Add(") r");
        // Without a join rows stay in their order.
        return hasTruth ? outer.Add(" ORDER BY r.number") : outer;
    }

    IEnumerable<ColumnDefinition> Columns()
    {
        if (query.Columns.Count > 0) return query.Columns.Distinct().Select(Find);
        return Unnamed(StoredColumn.Id).Concat(Unnamed(StoredColumn.Time)).Concat(_schema.Columns).Concat(Unnamed(StoredColumn.Tags));
    }

    /// <summary>A column every model has, unless the schema names it itself.</summary>
    IEnumerable<ColumnDefinition> Unnamed(string name) => _schema.Find(name) is null ? [Find(name)] : [];

    ColumnDefinition Find(string name) => StoredColumn.Find(_schema, name)
        ?? throw new KeyNotFoundException($"There is no column '{name}'.");

    static string Expression(StoredColumn column) => (column.Kind, column.Definition.Type) switch
    {
        (ValueKind.Time, _) => $"make_timestamp({column.Select})",
        (_, ColumnType.Boolean) => $"TRY_CAST({column.Select} AS BOOLEAN)",
        (ValueKind.Number, _) when column.Texts is { } texts => $"coalesce({column.Select}, TRY_CAST({texts} AS DOUBLE))",
        (ValueKind.Text, _) when column.Numbers is { } numbers => $"coalesce({column.Select}, {TextOf(numbers)})",
        _ => column.Select,
    };

    /// <summary>A number as category text: without a point where it is whole.</summary>
    static string TextOf(string n) =>
        $"CASE WHEN abs({n}) < 1e15 AND {n} = trunc({n}) THEN CAST(CAST({n} AS BIGINT) AS VARCHAR) ELSE CAST({n} AS VARCHAR) END";

    static string Name(string name) => '"' + Checked(name).Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    static string Literal(string path) => '\'' + Checked(Path.GetFullPath(path)).Replace("'", "''", StringComparison.Ordinal) + '\'';

    static string Checked(string text) => !text.Contains('\0') ? text
        : throw new ArgumentException("A name in a Parquet file cannot have the character of code 0. Leave the column out.", nameof(text));
}
