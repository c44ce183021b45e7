using Plumbline.DuckDb;

namespace Plumbline.Storage.Events;

/// <summary>Events on their way out, with what hangs on them: labels, and truths that no other event has.</summary>
/// <param name="connection">In a transaction.</param>
/// <param name="table">Where the events are.</param>
sealed class RemovedRows(DuckDbConnection connection, EventTable table)
{
    internal void Collect(SqlText condition) => Execute(new SqlText()
        .Add($"CREATE OR REPLACE TEMP TABLE removed AS SELECT seq, time, id, id_hash FROM {(SqlName)table.Name} WHERE ").Add(condition));

    internal void Remove()
    {
        Execute(new SqlText().Add($"DELETE FROM {(SqlName)table.Name} WHERE seq IN (SELECT seq FROM removed)"));
        Execute(new SqlText().Add($"DELETE FROM labels WHERE model = {table.Model} AND event_seq IN (SELECT seq FROM removed)"));
        Execute(new SqlText()
            .Add($"DELETE FROM truths WHERE model = {table.Model} AND seq IN (SELECT t.seq FROM truths t WHERE t.model = {table.Model} ")
            .Add("AND EXISTS (SELECT 1 FROM removed r WHERE r.id_hash = t.id_hash AND r.id = t.id) ")
            .Add($"AND NOT EXISTS (SELECT 1 FROM {(SqlName)table.Name} e WHERE e.id_hash = t.id_hash AND e.id = t.id))"));
    }

    /// <summary>Keeps the cells, to be handed out with the next truths.</summary>
    internal void NoteCells() => Execute(new SqlText()
        .Add($"INSERT INTO changed SELECT DISTINCT {table.Model}, {(SqlName)Moments.CellOfTime}, NULL::BIGINT FROM removed"));

    void Execute(SqlText sql) => sql.Execute(connection, CancellationToken.None);
}
