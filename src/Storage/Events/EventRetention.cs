using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Lets old rows go: events by when they were received, and truths as old that belong to no event that stays.</summary>
sealed class EventRetention(DuckDbConnection connection, StoreContents contents, CancellationToken cancellationToken)
{
    internal List<ChangedCell> Drop(int model, DateTimeOffset receivedBefore)
    {
        long before = Moments.Ceiling(receivedBefore);
        connection.Execute("BEGIN TRANSACTION", cancellationToken);
        List<ChangedCell> cells = [];
        if (contents.Tables.TryGetValue(model, out EventTable? table))
        {
            var rows = new RemovedRows(connection, table);
            rows.Collect(new SqlText().Add($"received_at < {before}"));
            rows.Remove();
            cells = rows.Cells();
        }
        Execute(new SqlText().Add($"DELETE FROM truths WHERE model = {model} AND received_at < {before} AND seq IN ")
            .Add($"(SELECT truth_seq FROM waiting WHERE model = {model})"));
        Execute(new SqlText().Add($"DELETE FROM waiting WHERE model = {model} AND NOT EXISTS ")
            .Add($"(SELECT 1 FROM truths t WHERE t.model = {model} AND t.seq = waiting.truth_seq)"));
        connection.Execute("COMMIT", CancellationToken.None);
        return cells;
    }

    void Execute(SqlText sql) => sql.Execute(connection, cancellationToken);
}
