using Plumbline.DuckDb;

namespace Plumbline.Storage.Events;

/// <summary>Lets old rows go: events by when they were received, metric points by the same, and truths as old that belong to no event that
/// stays.</summary>
sealed class EventRetention(DuckDbConnection connection, StoreContents contents, CancellationToken cancellationToken)
{
    /// <summary>Cells that have rows.</summary>
    /// <param name="model">Whose rows.</param>
    /// <param name="before">Only rows that may go then; null: all.</param>
    internal List<DateTimeOffset> Cells(int model, DateTimeOffset? before)
    {
        var cells = new List<DateTimeOffset>();
        if (!contents.Tables.TryGetValue(model, out EventTable? table)) return cells;
        SqlText sql = new SqlText().Add($"SELECT DISTINCT {(SqlName)Moments.CellOfTime} AS start FROM {(SqlName)table.Name}");
        if (before is { } moment) sql.Add(" WHERE ").Add(Old(moment));
        sql.Add(" ORDER BY start").Read(connection, chunk =>
        {
            foreach (long start in chunk[0].Values<long>()) cells.Add(Moments.Moment(start));
        }, cancellationToken);
        return cells;
    }

    /// <summary>Lets a part go.</summary>
    /// <param name="model">Whose rows.</param>
    /// <param name="before">What was received before it and is of a time before it goes: so no day loses rows that is not over.</param>
    /// <param name="most">Events to let go at once.</param>
    /// <returns>True while there is more.</returns>
    internal bool Drop(int model, DateTimeOffset before, int most)
    {
        connection.Execute("BEGIN TRANSACTION", cancellationToken);
        bool hasMore = contents.Tables.TryGetValue(model, out EventTable? table) && DropEvents(table, before, most);
        if (!hasMore) DropOthers(model, Moments.Ceiling(before));
        connection.Execute("COMMIT", CancellationToken.None);
        return hasMore;
    }

    static SqlText Old(DateTimeOffset before)
    {
        long moment = Moments.Ceiling(before);
        return new SqlText().Add($"received_at < {moment} AND time < {moment}");
    }

    bool DropEvents(EventTable table, DateTimeOffset before, int most)
    {
        long?[] old = new SqlText().Add($"SELECT max(seq), count(*) FROM (SELECT seq FROM {(SqlName)table.Name} WHERE ").Add(Old(before))
            .Add($" ORDER BY seq LIMIT {most})").Row(connection, 2, cancellationToken);
        if (old[0] is not { } last) return false;
        var rows = new RemovedRows(connection, table);
        rows.Collect(Old(before).Add($" AND seq <= {last}"));
        rows.Remove();
        return old[1] == most;
    }

    void DropOthers(int model, long before)
    {
        Execute(new SqlText().Add($"DELETE FROM truths WHERE model = {model} AND received_at < {before} AND seq IN ")
            .Add($"(SELECT truth_seq FROM waiting WHERE model = {model})"));
        Execute(new SqlText().Add($"DELETE FROM waiting WHERE model = {model} AND NOT EXISTS ")
            .Add($"(SELECT 1 FROM truths t WHERE t.model = {model} AND t.seq = waiting.truth_seq)"));
        Execute(new SqlText().Add($"DELETE FROM metrics WHERE model = {model} AND received_at < {before}"));
    }

    void Execute(SqlText sql) => sql.Execute(connection, cancellationToken);
}
