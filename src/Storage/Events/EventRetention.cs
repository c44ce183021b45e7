using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Lets old rows go: events by when they were received, and truths as old that belong to no event that stays.</summary>
sealed class EventRetention(DuckDbConnection connection, StoreContents contents, CancellationToken cancellationToken)
{
    /// <summary>Lets a part go.</summary>
    /// <param name="model">Whose rows.</param>
    /// <param name="receivedBefore">What was received before it goes.</param>
    /// <param name="most">Events to let go at once.</param>
    /// <param name="cells">Gets the cells of what went.</param>
    /// <returns>True while there is more.</returns>
    internal bool Drop(int model, DateTimeOffset receivedBefore, int most, ISet<ChangedCell> cells)
    {
        long before = Moments.Ceiling(receivedBefore);
        connection.Execute("BEGIN TRANSACTION", cancellationToken);
        var part = new List<ChangedCell>();
        bool hasMore = contents.Tables.TryGetValue(model, out EventTable? table) && DropEvents(table, before, most, part);
        if (!hasMore) DropWaiting(model, before);
        connection.Execute("COMMIT", CancellationToken.None);
        cells.UnionWith(part);
        return hasMore;
    }

    bool DropEvents(EventTable table, long before, int most, List<ChangedCell> cells)
    {
        long?[] old = new SqlText().Add($"SELECT max(seq), count(*) FROM (SELECT seq FROM {(SqlName)table.Name} ")
            .Add($"WHERE received_at < {before} ORDER BY seq LIMIT {most})").Row(connection, 2, cancellationToken);
        if (old[0] is not { } last) return false;
        var rows = new RemovedRows(connection, table);
        rows.Collect(new SqlText().Add($"received_at < {before} AND seq <= {last}"));
        rows.Remove();
        cells.AddRange(rows.Cells());
        return old[1] == most;
    }

    void DropWaiting(int model, long before)
    {
        Execute(new SqlText().Add($"DELETE FROM truths WHERE model = {model} AND received_at < {before} AND seq IN ")
            .Add($"(SELECT truth_seq FROM waiting WHERE model = {model})"));
        Execute(new SqlText().Add($"DELETE FROM waiting WHERE model = {model} AND NOT EXISTS ")
            .Add($"(SELECT 1 FROM truths t WHERE t.model = {model} AND t.seq = waiting.truth_seq)"));
    }

    void Execute(SqlText sql) => sql.Execute(connection, cancellationToken);
}
