using System.Text;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.LogLines;

/// <summary>Lines come and go.</summary>
sealed class LineWriting(LineLimits limits)
{
    /// <summary>What a line takes beside its text: its columns, its places in indexes.</summary>
    const int BytesBeside = 100;

    const string Insert = """
        INSERT INTO lines (model, time, received_at, level, stream, metric, bytes, message, source, version, event_id, fields, metric_names,
            metric_reason, metric_detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    internal List<long> Add(SqliteSession session, IReadOnlyList<LineBatch> batches)
    {
        List<long> firsts = [];
        foreach (LineBatch batch in batches)
        {
            long bytes = 0, first = 0;
            foreach (LogLine line in batch.Lines)
            {
                bytes += Add(session, batch, line);
                if (first == 0) first = session.LastRowId;
                session.Execute("INSERT INTO words (rowid, model, text) VALUES (last_insert_rowid(), $1, $2)",
                    SearchText.ModelWord(batch.Model), SearchText.Spread(line.Message));
            }
            firsts.Add(first);
            Book(session, batch.Model, batch.Lines.Count, bytes);
            if (batch.Points.Count > 0)
                session.Execute("INSERT INTO points (model, after_seq, body) VALUES ($1, $2, $3)", batch.Model, batch.AfterSeq,
                    PointText.Write(batch.Points));
            if (batch.Request is { } request) Begin(session, request, batch);
        }
        foreach (int model in batches.Select(b => b.Model).Distinct()) Trim(session, model);
        TrimAll(session);
        return firsts;
    }

    /// <summary>Drops the oldest lines of a model that were received before a moment.</summary>
    /// <returns>How many went.</returns>
    internal static int Drop(SqliteSession session, int model, long before, int most)
    {
        var old = session.Query("SELECT number FROM lines WHERE model = $1 AND received_at < $2 ORDER BY number LIMIT $3", static r =>
            r.GetInt64(0),
            model, before, most);
        if (old.Count > 0) DropTo(session, model, old[^1]);
        return old.Count;
    }

    internal static IEnumerable<string> Problems(SqliteSession session)
    {
        var kept = session.Query("SELECT model, count(*), sum(bytes) FROM lines GROUP BY model",
            static r => (Model: r.GetInt32(0), Lines: r.GetInt64(1), Bytes: r.GetInt64(2)));
        var books = session.Query("SELECT model, lines, bytes FROM books", static r =>
            (Model: r.GetInt32(0), Lines: r.GetInt64(1), Bytes: r.GetInt64(2)))
            .ToDictionary(b => b.Model);
        foreach (var one in kept)
        {
            if (!books.TryGetValue(one.Model, out var book) || book != one)
                yield return FormattableString.Invariant($"the lines of model {one.Model} are not as many as its book says ({one.Lines}, {book.Lines})");
        }
        if (session.Number("SELECT count(*) FROM words") is var words && words != kept.Sum(k => k.Lines))
            yield return FormattableString.Invariant($"the index of words is of {words} lines, but there are {kept.Sum(k => k.Lines)}");
    }

    static long Add(SqliteSession session, LineBatch batch, LogLine line)
    {
        long bytes = Encoding.UTF8.GetByteCount(line.Message) + (line.Fields is { } fields ? Encoding.UTF8.GetByteCount(fields) : 0)
            + BytesBeside;
        session.Execute(Insert, batch.Model, Micros.Of(line.Time), Micros.Of(batch.ReceivedAt), (int)line.Level, (int)line.Stream,
            (int)line.Metric,
            bytes, line.Message, line.Source, line.Version, line.EventId, line.Fields, line.MetricNames, line.MetricReason,
            line.MetricDetail);
        return bytes;
    }

    static void Book(SqliteSession session, int model, int lines, long bytes) => session.Execute("""
        INSERT INTO books (model, lines, bytes, total, forgotten) VALUES ($1, $2, $3, $2, 0)
        ON CONFLICT (model) DO UPDATE SET lines = lines + $2, bytes = bytes + $3, total = total + $2
        """, model, lines, bytes);

    static void Begin(SqliteSession session, LineRequest request, LineBatch batch)
    {
        session.Execute("DELETE FROM begun WHERE expires_at <= $1", Micros.Of(batch.ReceivedAt));
        session.Execute("""
            INSERT INTO begun (api_key, model, idempotency_key, lines, expires_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (api_key, model, idempotency_key) DO UPDATE SET lines = lines + $4
            """, request.ApiKey, request.Model, request.IdempotencyKey, batch.Lines.Count, Micros.Of(request.ExpiresAt));
    }

    // A tenth goes at once, so that not every addition has to make room.
    void Trim(SqliteSession session, int model)
    {
        long bytes = session.Number("SELECT bytes FROM books WHERE model = $1", model);
        if (bytes > limits.BytesPerModel) MakeRoom(session, model, bytes - (limits.BytesPerModel / 10 * 9));
    }

    void TrimAll(SqliteSession session)
    {
        long bytes = session.Number("SELECT ifnull(sum(bytes), 0) FROM books");
        if (bytes <= limits.BytesInAll) return;
        int largest = session.First("SELECT model FROM books ORDER BY bytes DESC, model LIMIT 1", static r => r.GetInt32(0));
        MakeRoom(session, largest, bytes - (limits.BytesInAll / 10 * 9));
    }

    static void MakeRoom(SqliteSession session, int model, long bytes)
    {
        long last = session.Number("""
            SELECT ifnull(min(number), 0) FROM
                (SELECT number, sum(bytes) OVER (ORDER BY number) AS so_far FROM (SELECT number, bytes FROM lines WHERE model = $1 ORDER BY number LIMIT 1000000))
            WHERE so_far >= $2
            """, model, bytes);
        if (last == 0) last = session.Number("SELECT ifnull(max(number), 0) FROM lines WHERE model = $1", model);
        DropTo(session, model, last);
    }

    static void DropTo(SqliteSession session, int model, long last)
    {
        var gone = session.First("SELECT count(*), ifnull(sum(bytes), 0) FROM lines WHERE model = $1 AND number <= $2",
            static r => (Lines: r.GetInt64(0), Bytes: r.GetInt64(1)), model, last);
        session.Execute("DELETE FROM words WHERE rowid IN (SELECT number FROM lines WHERE model = $1 AND number <= $2)", model, last);
        session.Execute("DELETE FROM lines WHERE model = $1 AND number <= $2", model, last);
        session.Execute("UPDATE books SET lines = lines - $2, bytes = bytes - $3, forgotten = forgotten + $2 WHERE model = $1", model,
            gone.Lines, gone.Bytes);
    }
}
