using System.Text;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Pages of rows, newest first. A page is found by time and number alone; then its rows are read whole.</summary>
sealed class EventPages(DuckDbConnection connection, EventTable table, ModelDefinition model, EventQuery query,
    CancellationToken cancellationToken)
{
    const int FixedColumns = 8;

    readonly EventFilter _filter = EventFilter.Of(connection, table, model.Schema.Columns, query, cancellationToken);

    internal EventPage Read(EventCursor? after, int limit)
    {
        List<Place> places = Find(after, limit + 1);
        bool hasMore = places.Count > limit;
        if (hasMore) places.RemoveAt(limit);
        if (places.Count == 0) return new EventPage([], null);
        List<EventRow> rows = Rows(places);
        return new EventPage(rows, hasMore ? new EventCursor(rows[^1].Time, rows[^1].Seq) : null);
    }

    /// <summary>In the order of the page.</summary>
    List<Place> Find(EventCursor? after, int count)
    {
        SqlText sql = new SqlText().Add($"SELECT time, seq FROM {(SqlName)table.Name}").Add(_filter.Where());
        if (after is not null)
        {
            long time = Moments.Microseconds(after.Time);
            sql.Add($" AND (time < {time} OR (time = {time} AND seq < {after.Seq}))");
        }
        var places = new List<Place>();
        sql.Add($" ORDER BY time DESC, seq DESC LIMIT {count}").Read(connection, chunk =>
        {
            for (int row = 0; row < chunk.RowCount; row++)
                places.Add(new Place(chunk[0].Values<long>()[row], chunk[1].Values<long>()[row]));
        }, cancellationToken);
        return places;
    }

    // The times leave out most of what lies between the numbers.
    List<EventRow> Rows(List<Place> places)
    {
        List<StoredColumn> columns = Columns();
        List<long> seqs = [.. places.Select(p => p.Seq)];
        SqlText sql = new SqlText().Add("SELECT seq, id, time, received_at, tags, known_at, label_n, label_s");
        foreach (StoredColumn column in columns)
            foreach (string? values in (ReadOnlySpan<string?>)[column.Select, column.Numbers, column.Texts])
                if (values is not null) sql.Add(", ").Add(values);
        sql.Add($" FROM {(SqlName)table.Name} LEFT JOIN (").Add(_filter.Labels(seqs))
            .Add(") ON event_seq = seq WHERE ").Add(EventFilter.Among("seq", seqs))
            .Add($" AND time BETWEEN {places[^1].Time} AND {places[0].Time} ORDER BY time DESC, seq DESC");
        var rows = new List<EventRow>(places.Count);
        sql.Read(connection, chunk =>
        {
            for (int row = 0; row < chunk.RowCount; row++) rows.Add(Row(chunk, row, columns));
        }, cancellationToken);
        return rows;
    }

    /// <summary>The columns shown; the truth has a place of its own.</summary>
    List<StoredColumn> Columns()
    {
        Schema schema = model.Schema.Columns;
        return [.. schema.Columns.Where(c => query.Columns.Count == 0 || query.Columns.Contains(c.Name))
            .Where(c => c.Role != ColumnRole.Target && StoredColumn.FixedColumn(table, schema, c) is null)
            .Select(c => StoredColumn.Of(table, schema, c))];
    }

    static EventRow Row(DuckDbChunk chunk, int row, List<StoredColumn> columns)
    {
        var values = new Dictionary<string, object?>(columns.Count, StringComparer.Ordinal);
        int at = FixedColumns;
        foreach (StoredColumn column in columns)
        {
            object? value = Value(chunk[at++], column.Kind, row);
            double? number = column.Numbers is null ? null : Number(chunk, at++, row);
            string? text = column.Texts is null ? null : Text(chunk, at++, row);
            values.Add(column.Definition.Name, value ?? number ?? (object?)text);
        }
        object? truth = Number(chunk, 6, row) ?? (object?)Text(chunk, 7, row);
        return new EventRow(chunk[0].Values<long>()[row], Text(chunk, 1, row) ?? "", Moments.Moment(chunk[2].Values<long>()[row]),
            Moments.Moment(chunk[3].Values<long>()[row]), values, truth,
            truth is null ? null : Moments.Moment(chunk[5].Values<long>()[row]), Text(chunk, 4, row));
    }

    static object? Value(in DuckDbVector values, ValueKind kind, int row)
    {
        if (!values.IsValid(row)) return null;
        return kind switch
        {
            ValueKind.Number => values.Values<double>()[row],
            ValueKind.Text => Encoding.UTF8.GetString(values.Text(row)),
            ValueKind.Time => Moments.Moment(values.Values<long>()[row]),
            ValueKind.Vector => values.ListElements().Values<float>()[values.ListRange(row)].ToArray(),
        };
    }

    static double? Number(DuckDbChunk chunk, int column, int row) =>
        chunk[column].IsValid(row) ? chunk[column].Values<double>()[row] : null;

    static string? Text(DuckDbChunk chunk, int column, int row) =>
        chunk[column].IsValid(row) ? Encoding.UTF8.GetString(chunk[column].Text(row)) : null;

    readonly record struct Place(long Time, long Seq);
}
