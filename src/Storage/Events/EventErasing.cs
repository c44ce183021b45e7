using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Deletes what an erasure names: events with their truths and, where the conditions can be asked of them, waiting truths and
/// metrics.</summary>
/// <param name="connection">In a transaction.</param>
/// <param name="contents">What there is.</param>
/// <param name="erasure">What to delete.</param>
/// <param name="model">Null when the model is gone: then only what needs no schema can be found.</param>
sealed class EventErasing(DuckDbConnection connection, StoreContents contents, Erasure erasure, ModelDefinition? model)
{
    /// <summary>Deletes.</summary>
    /// <param name="seq">Number of the erasure: only what was accepted before it goes.</param>
    internal void Run(long seq)
    {
        new ErasedCells(connection).Note(erasure.Model, seq);
        if (contents.Tables.TryGetValue(erasure.Model, out EventTable? table) && Events(table, seq) is { } events)
        {
            var rows = new RemovedRows(connection, table);
            rows.Collect(events);
            rows.Remove();
            if (!erasure.IsOfWholeModel) NoteCells(rows, seq);
        }
        if (Truths(seq) is { } truths) Execute(truths);
        if (Metrics(seq) is { } metrics) Execute(metrics);
        if (erasure.IsOfWholeModel) Execute(new SqlText().Add($"DELETE FROM changed WHERE model = {erasure.Model}"));
        Execute(new SqlText().Add($"DELETE FROM waiting WHERE model = {erasure.Model} AND NOT EXISTS ")
            .Add($"(SELECT 1 FROM truths t WHERE t.model = {erasure.Model} AND t.seq = waiting.truth_seq)"));
    }

    void NoteCells(RemovedRows rows, long seq)
    {
        rows.NoteCells();
        new ErasedCells(connection).NoteRemoved(erasure.Model, seq);
    }

    /// <summary>The condition of the events; null when no event can meet it.</summary>
    SqlText? Events(EventTable table, long seq)
    {
        SqlText condition = Times(new SqlText().Add($"seq < {seq}"));
        if (erasure.Id is { } id) condition.Add(" AND id = ").Value(id);
        if (erasure.Tag is { } tag) condition.Add(" AND contains(tag_pairs, ").Value(TagText.Pair(tag.Key, tag.Value)).Add(")");
        if (erasure.Version is not { } version) return condition;
        int place = model is null ? -1 : Place(model.Schema.Columns);
        var column = new PhysicalColumn(place, ValueKind.Text);
        return place < 0 || !table.Has(column) ? null : condition.Add($" AND {(SqlName)column.Name} = ").Value(version);
    }

    /// <summary>Truths that no event is needed to find: all of the model, or those of an id.</summary>
    SqlText? Truths(long seq)
    {
        if (erasure is not { Version: null, From: null, To: null, Tag: null }) return null;
        SqlText sql = new SqlText().Add($"DELETE FROM truths WHERE model = {erasure.Model} AND seq < {seq}");
        return erasure.Id is { } id ? sql.Add(" AND id = ").Value(id) : sql;
    }

    /// <summary>Metrics have a time and nothing else.</summary>
    SqlText? Metrics(long seq) => erasure is { Version: null, Id: null, Tag: null }
        ? Times(new SqlText().Add($"DELETE FROM metrics WHERE model = {erasure.Model} AND seq < {seq}")) : null;

    SqlText Times(SqlText condition)
    {
        if (erasure.From is { } from) condition.Add($" AND time >= {Moments.Ceiling(from)}");
        if (erasure.To is { } to) condition.Add($" AND time < {Moments.Ceiling(to)}");
        return condition;
    }

    void Execute(SqlText sql) => sql.Execute(connection, CancellationToken.None);

    static int Place(Schema schema)
    {
        for (int i = 0; i < schema.Columns.Length; i++)
            if (schema.Columns[i].Role == ColumnRole.Version) return i;
        return -1;
    }
}
