using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Joins truths to events by id: the new truths to all events, and the earlier truths to the new events. So every pair is met
/// exactly once, whichever came first.</summary>
sealed class TruthJoin(DuckDbConnection connection, StoreContents contents, CancellationToken cancellationToken)
{
    const string Label = "label_n, label_s, label_m";

    /// <summary>Joins what came after the last join.</summary>
    /// <param name="round">The number under which cells are handed out now. In the first, cells that were handed out before the store was
    /// opened are handed out again.</param>
    /// <param name="done">Cells handed out in rounds up to this are forgotten.</param>
    /// <returns>Cells that changed since they were last handed out.</returns>
    internal List<ChangedCell> Run(long round, long done)
    {
        Execute("BEGIN TRANSACTION");
        foreach ((int model, long lastTruth) in Models()) Join(model, lastTruth > contents.JoinedSeq);
        Execute($"UPDATE state SET joined_seq = {contents.AppliedSeq}");
        if (round == 1) Execute("UPDATE changed SET round = NULL");
        Execute($"DELETE FROM changed WHERE round <= {done}");
        Execute($"UPDATE changed SET round = {round} WHERE round IS NULL");
        List<ChangedCell> cells = Cells(round);
        Execute("COMMIT");
        contents.Joined(connection);
        return cells;
    }

    /// <summary>Models with truths, and the last of each; others have nothing to join.</summary>
    List<(int Model, long LastTruth)> Models()
    {
        var models = new List<(int, long)>();
        new SqlText().Add("SELECT model, max(seq) FROM truths GROUP BY model ORDER BY model").Read(connection, chunk =>
        {
            for (int i = 0; i < chunk.RowCount; i++) models.Add((chunk[0].Values<int>()[i], chunk[1].Values<long>()[i]));
        }, cancellationToken);
        return models;
    }

    void Join(int model, bool hasTruths)
    {
        if (!contents.Tables.TryGetValue(model, out EventTable? table))
        {
            if (hasTruths) Wait(model, hasMatches: false);
            return;
        }
        bool hasEvents = contents.MayHaveNewEvents(model)
            && Any($"SELECT count(*) FROM {(SqlName)table.Name} WHERE seq > {contents.JoinedSeq}");
        if (!hasTruths && !hasEvents) return;
        Execute($"CREATE OR REPLACE TEMP TABLE matched (event_seq BIGINT, time BIGINT, truth_seq BIGINT, known_at BIGINT, "
            + $"label_n DOUBLE, label_s VARCHAR, label_m INTEGER)");
        if (hasTruths) Match(table, $" AND t.seq > {contents.JoinedSeq}");
        if (hasEvents && contents.JoinedSeq > 0) Match(table, $" AND t.seq <= {contents.JoinedSeq} AND e.seq > {contents.JoinedSeq}");
        AddLabels(model);
        Execute($"DELETE FROM waiting WHERE model = {model} AND truth_seq IN (SELECT truth_seq FROM matched)");
        if (hasTruths) Wait(model, hasMatches: true);
    }

    void Match(EventTable table, SqlInterpolation which) => new SqlText()
        .Add($"INSERT INTO matched SELECT e.seq, e.time, t.seq, t.known_at, {(SqlName)Label} FROM truths t ")
        .Add($"JOIN {(SqlName)table.Name} e ON e.id_hash = t.id_hash AND e.id = t.id WHERE t.model = {table.Model}").Add(which)
        .Execute(connection, cancellationToken);

    /// <summary>Keeps the truths that change what is known of their event: one equal to the one before it does not.</summary>
    void AddLabels(int model)
    {
        Execute($"CREATE OR REPLACE TEMP TABLE known AS SELECT event_seq, time, truth_seq, known_at, {(SqlName)Label} FROM (SELECT *, "
            + $"lag(truth_seq) OVER w AS before, lag(label_n) OVER w AS n, lag(label_s) OVER w AS s "
            + $"FROM (SELECT *, true AS is_new FROM matched "
            + $"UNION ALL SELECT event_seq, time, truth_seq, known_at, {(SqlName)Label}, false FROM labels "
            + $"WHERE model = {model} AND event_seq IN (SELECT event_seq FROM matched)) "
            + $"WINDOW w AS (PARTITION BY event_seq ORDER BY truth_seq)) "
            + $"WHERE is_new AND (before IS NULL OR label_n IS DISTINCT FROM n OR label_s IS DISTINCT FROM s)");
        Execute($"INSERT INTO labels SELECT {model}, * FROM known");
        Execute($"INSERT INTO changed SELECT DISTINCT {model}, {(SqlName)Moments.CellOfTime}, NULL::BIGINT FROM known");
    }

    void Wait(int model, bool hasMatches) => new SqlText()
        .Add($"INSERT INTO waiting SELECT model, seq FROM truths WHERE model = {model} AND seq > {contents.JoinedSeq}")
        .Add(hasMatches ? " AND seq NOT IN (SELECT truth_seq FROM matched)" : "").Execute(connection, cancellationToken);

    List<ChangedCell> Cells(long round)
    {
        var cells = new List<ChangedCell>();
        new SqlText().Add($"SELECT DISTINCT model, start FROM changed WHERE round = {round} ORDER BY model, start")
            .Read(connection, chunk =>
        {
            for (int i = 0; i < chunk.RowCount; i++)
                cells.Add(new ChangedCell(chunk[0].Values<int>()[i], Moments.Moment(chunk[1].Values<long>()[i])));
        }, cancellationToken);
        return cells;
    }

    bool Any(SqlInterpolation sql) => new SqlText().Add(sql).Row(connection, 1, cancellationToken)[0] > 0;

    void Execute(SqlInterpolation sql) => new SqlText().Add(sql).Execute(connection, cancellationToken);

    void Execute(string sql) => new SqlText().Add(sql).Execute(connection, cancellationToken);
}
