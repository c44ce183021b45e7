using System.Globalization;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>The condition of a query on a model's table of events. Every value is a parameter; columns are known by their place.</summary>
/// <param name="table">As it was before the reading transaction began.</param>
/// <param name="schema">The newest columns.</param>
/// <param name="query">What is asked.</param>
/// <param name="among">Numbers of the only rows that can meet it; null: any.</param>
sealed class EventFilter(EventTable table, Schema schema, EventQuery query, IReadOnlyList<long>? among = null)
{
    /// <summary>A filter that knows the rows of the id, where one is asked for.</summary>
    internal static EventFilter Of(DuckDbConnection connection, EventTable table, Schema schema, EventQuery query,
        CancellationToken cancellationToken) =>
        new(table, schema, query, IdRows.Find(connection, table, query, cancellationToken));

    /// <summary>Condition for some rows by their numbers, which leaves out what was stored long before or after them.</summary>
    internal static SqlText Among(string column, IReadOnlyList<long> seqs) => seqs.Count == 0 ? new SqlText().Add("false")
        : new SqlText().Add($"{(SqlName)column} BETWEEN {seqs.Min()} AND {seqs.Max()} AND {(SqlName)column} IN (")
            .Add(string.Join(',', seqs)).Add(")");

    /// <summary>The labels that hold, of those known in time; <c>event_seq</c> is unique in it.</summary>
    /// <param name="events">Of these events only; null: of all of the query's time.</param>
    internal SqlText Labels(IReadOnlyList<long>? events = null)
    {
        SqlText sql = new SqlText().Add("SELECT event_seq, truth_seq, known_at, label_n, label_s, label_m FROM labels")
            .Add($" WHERE model = {table.Model}");
        if ((events ?? among) is { } some) sql.Add(" AND ").Add(Among("event_seq", some));
        Times(sql);
        if (query.TruthKnownBy is { } by) sql.Add($" AND known_at <= {Moments.Microseconds(by)}");
        return sql.Add(" QUALIFY row_number() OVER (PARTITION BY event_seq ORDER BY truth_seq DESC) = 1");
    }

    /// <summary>What the rows meet; begins with <c>WHERE</c>.</summary>
    internal SqlText Where()
    {
        SqlText sql = new SqlText().Add(" WHERE true");
        if (among is not null) sql.Add(" AND ").Add(Among("seq", among));
        Times(sql);
        // Rows that were found by their id need not be compared with it: it costs more than all the rest.
        if (among is null && query.Id is { } id) sql.Add(" AND id = ").Value(id);
        if (query.Tag is { } tag) sql.Add(" AND contains(tag_pairs, ").Value(TagText.Pair(tag.Key, tag.Value)).Add(")");
        if (query.Version is { } version) Equal(sql, schema.First(ColumnRole.Version), version);
        if (query.Environment is { } environment) Equal(sql, schema.First(ColumnRole.Environment), environment);
        foreach ((string name, string? value) in query.Where) Equal(sql, schema.Find(name), value);
        foreach ((string name, string value) in query.Except) Differ(sql, schema.Find(name), value);
        foreach ((string name, double low, double high) in query.Between) Between(sql, schema.Find(name), low, high);
        if (query.OnlyWithTruth) Labelled(sql, new SqlText().Add("(label_n IS NOT NULL OR label_s IS NOT NULL)"));
        if (query.OneIn > 1) sql.Add($" AND id_hash % {query.OneIn} = 0");
        return sql;
    }

    void Times(SqlText sql)
    {
        if (query.From is { } from) sql.Add($" AND time >= {Moments.Ceiling(from)}");
        if (query.To is { } to) sql.Add($" AND time < {Moments.Ceiling(to)}");
    }

    void Equal(SqlText sql, ColumnDefinition? column, string? value)
    {
        if (column is null) sql.Add(value is null ? "" : " AND false");
        else if (column.Role == ColumnRole.Target && value is null) Unlabelled(sql);
        else if (column.Role == ColumnRole.Target) Labelled(sql, Equal("label_n", "label_s", value!));
        else if (StoredColumn.FixedColumn(table, schema, column) is { } own) EqualFixed(sql, own, value);
        else if (value is null) Missing(sql, column);
        else sql.Add(" AND ").Add(Equal(Name(column, ValueKind.Number), Name(column, ValueKind.Text), value));
    }

    void Differ(SqlText sql, ColumnDefinition? column, string value)
    {
        if (column is null) return;
        SqlText equal = column.Role == ColumnRole.Target
            ? new SqlText().Add("seq IN (SELECT event_seq FROM (").Add(Labels()).Add(") WHERE ").Add(Equal("label_n", "label_s",
                value)).Add(")")
            : StoredColumn.FixedColumn(table, schema, column) == StoredColumn.Id ? new SqlText().Add("id = ").Value(value)
            : Equal(Name(column, ValueKind.Number), Name(column, ValueKind.Text), value);
        // Where nothing is known, nothing is equal.
        sql.Add(" AND NOT coalesce(").Add(equal).Add(", false)");
    }

    /// <summary>Ids and times are never missing; a time is asked for by its range.</summary>
    static void EqualFixed(SqlText sql, string column, string? value)
    {
        if (column == StoredColumn.Id && value is not null) sql.Add(" AND id = ").Value(value);
        else sql.Add(" AND false");
    }

    void Between(SqlText sql, ColumnDefinition? column, double low, double high)
    {
        string? name = column?.Role == ColumnRole.Target ? "label_n" : column is null ? null : Name(column, ValueKind.Number);
        if (name is null)
        {
            sql.Add(" AND false");
            return;
        }
        SqlText range = new SqlText().Add($"({(SqlName)name} >= ").Value(low).Add($" AND {(SqlName)name} <= ").Value(high).Add(")");
        if (column!.Role == ColumnRole.Target) Labelled(sql, range);
        else sql.Add(" AND ").Add(range);
    }

    /// <summary>A value as category text is a text, or the number it spells.</summary>
    static SqlText Equal(string? numbers, string? texts, string value)
    {
        SqlText sql = new SqlText().Add("(false");
        if (texts is not null) sql.Add($" OR {(SqlName)texts} = ").Value(value);
        if (numbers is not null && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && !double.IsNaN(number))
            sql.Add($" OR {(SqlName)numbers} = ").Value(number);
        return sql.Add(")");
    }

    void Missing(SqlText sql, ColumnDefinition column)
    {
        foreach (ValueKind kind in Enum.GetValues<ValueKind>())
            if (Name(column, kind) is { } name) sql.Add($" AND {(SqlName)name} IS NULL");
    }

    void Labelled(SqlText sql, SqlText condition) =>
        sql.Add(" AND seq IN (SELECT event_seq FROM (").Add(Labels()).Add(") WHERE ").Add(condition).Add(")");

    void Unlabelled(SqlText sql) =>
        sql.Add(" AND seq NOT IN (SELECT event_seq FROM (").Add(Labels()).Add(") WHERE label_n IS NOT NULL OR label_s IS NOT NULL)");

    /// <summary>The physical column that holds a column's values of a kind; null where there is none.</summary>
    string? Name(ColumnDefinition column, ValueKind kind)
    {
        var physical = new PhysicalColumn(schema.Columns.IndexOf(column), kind);
        return table.Has(physical) ? physical.Name : null;
    }
}
