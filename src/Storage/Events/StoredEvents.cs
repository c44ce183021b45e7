using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Rows of a query as a data set, from one snapshot.</summary>
sealed class StoredEvents : IDataset
{
    readonly EventSnapshot _snapshot;
    readonly Spellings _spellings;
    readonly EventTable? _table;
    readonly Schema _columns;
    readonly EventFilter? _filter;

    /// <summary>Counts the rows, with which the snapshot begins.</summary>
    /// <param name="snapshot">Not read yet.</param>
    /// <param name="table">As it was before the snapshot began; null when the model has no events.</param>
    /// <param name="spellings">Of absent values.</param>
    /// <param name="model">Whose rows.</param>
    /// <param name="query">Which rows.</param>
    /// <param name="cancellationToken">Ends counting.</param>
    internal StoredEvents(EventSnapshot snapshot, EventTable? table, Spellings spellings, ModelDefinition model, EventQuery query,
        CancellationToken cancellationToken)
    {
        (_snapshot, _table, _spellings, _columns) = (snapshot, table, spellings, model.Schema.Columns);
        Path = model.Name;
        Schema = Narrow(model.Schema.Columns, query.Columns);
        if (_table is null) return;
        _filter = snapshot.Read(connection => EventFilter.Of(connection, _table, _columns, query, cancellationToken));
        SqlText count = new SqlText().Add($"SELECT count(*) FROM {(SqlName)_table.Name}").Add(_filter.Where());
        RowCount = checked((int)snapshot.Read(connection => count.Row(connection, 1, cancellationToken))[0]!.Value);
    }

    public string Path { get; }

    public int RowCount { get; }

    public Schema Schema { get; }

    public RefusedRows Refused => RefusedRows.None;

    public IReadOnlyList<Message> Warnings => [];

    public ColumnSlice Read(string column, CancellationToken cancellationToken)
    {
        ColumnDefinition definition = StoredColumn.Find(_columns, column)
            ?? throw new KeyNotFoundException($"'{Path}' has no column '{column}'.");
        StoredColumn stored = StoredColumn.Of(_table, _columns, definition);
        // Rows were added in order and are found in order; should the database ever give them otherwise, it sorts.
        return Read(stored, isSorting: stored.IsTruth, cancellationToken) ?? Read(stored, isSorting: true, cancellationToken)
            ?? throw new InvalidOperationException("Sorted rows came out of order.");
    }

    public void Dispose() => _snapshot.Dispose();

    ColumnSlice? Read(StoredColumn column, bool isSorting, CancellationToken cancellationToken)
    {
        SliceBuilder builder = SliceBuilder.For(column, _spellings, RowCount);
        if (_table is null || _filter is null) return builder.Build();
        SqlText sql = new SqlText().Add("SELECT seq, ").Add(column.Select).Add(", ").Add(column.Reasons)
            .Add(", ").Add(column.Numbers ?? "NULL::DOUBLE").Add(", ").Add(column.Texts ?? "NULL::VARCHAR")
                .Add($" FROM {(SqlName)_table.Name}");
        if (column.IsTruth) sql.Add(" LEFT JOIN (").Add(_filter.Labels()).Add(") ON event_seq = seq");
        sql.Add(_filter.Where());
        if (isSorting) sql.Add(" ORDER BY seq");
        bool inOrder = _snapshot.Read(connection => ReadAll(connection, sql, builder, cancellationToken));
        return inOrder ? builder.Build() : null;
    }

    static bool ReadAll(DuckDbConnection connection, SqlText sql, SliceBuilder builder, CancellationToken cancellationToken)
    {
        long last = 0;
        bool inOrder = true;
        sql.Read(connection, chunk =>
        {
            foreach (long seq in chunk[0].Values<long>())
            {
                inOrder &= seq > last;
                last = seq;
            }
            if (inOrder) builder.Append(chunk);
        }, cancellationToken);
        return inOrder;
    }

    static Schema Narrow(Schema schema, IReadOnlyList<string> wanted) => wanted.Count == 0 ? schema : schema with
    {
        Columns = [.. wanted.Distinct()
            .Select(name => StoredColumn.Find(schema, name) ?? throw new KeyNotFoundException($"There is no column '{name}'."))],
        Segments = [.. schema.Segments.Where(wanted.Contains)],
        Protected = [.. schema.Protected.Where(wanted.Contains)],
    };
}
