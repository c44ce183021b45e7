using System.Text;
using Microsoft.Data.Sqlite;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Ingest;

/// <summary>Rejected rows and what is counted of them, bounded by model and in all.</summary>
sealed class RejectedTable(InboxLimits limits)
{
    /// <summary>What a row takes beside its texts, about.</summary>
    const int BytesBeside = 64;

    const string Chosen = """
         FROM rejected WHERE model = $1 AND ($2 IS NULL OR at >= $2) AND ($3 IS NULL OR at < $3)
        AND ($4 IS NULL OR field = $4) AND ($5 IS NULL OR instr(reason, $5) > 0)
        """;

    readonly InboxLimits _limits = limits;

    internal static (long Rows, long Bytes) Size(SqliteSession session) =>
        session.First("SELECT coalesce(sum(rows), 0), coalesce(sum(bytes), 0) FROM inboxes", static r => (r.GetInt64(0), r.GetInt64(1)));

    internal int Add(SqliteSession session, IReadOnlyList<RejectedRow> rows)
    {
        foreach (RejectedRow row in rows) Insert(session, row);
        foreach (int model in rows.Select(r => r.Model).Distinct()) TrimModel(session, model);
        TrimAll(session);
        return rows.Count;
    }

    internal RejectedPage Read(SqliteSession session, RejectedQuery query)
    {
        object?[] asked = [query.Model, MicrosOf(query.From), MicrosOf(query.To), query.Field, query.Reason];
        var rows = session.Query("SELECT number, model, at, kind, place, field, reason, value, alike" + Chosen
            + " AND ($6 IS NULL OR number < $6) ORDER BY number DESC LIMIT $7", Row, [.. asked, query.BeforeNumber, query.Limit + 1L]);
        bool hasMore = rows.Count > query.Limit;
        if (hasMore) rows.RemoveAt(rows.Count - 1);
        var causes = session.Query("SELECT kind, field, reason, sum(1 + alike), max(at)" + Chosen
            + " GROUP BY kind, field, reason ORDER BY 4 DESC, 5 DESC, field, reason LIMIT $6", Cause, [.. asked, _limits.Causes]);
        long count = session.Number("SELECT coalesce(sum(1 + alike), 0)" + Chosen, asked);
        var (all, forgotten) =
            session.First("SELECT total, forgotten FROM inboxes WHERE model = $1", static r => (r.GetInt64(0), r.GetInt64(1)), query.Model);
        return new RejectedPage([.. rows], hasMore, [.. causes], count, all, forgotten);
    }

    internal static int Clear(SqliteSession session, int model)
    {
        session.Execute("DELETE FROM inboxes WHERE model = $1", model);
        return session.Execute("DELETE FROM rejected WHERE model = $1", model);
    }

    /// <summary>Inboxes whose counts are not those of their rows.</summary>
    internal static IEnumerable<string> Problems(SqliteSession session) => session.Query("""
        SELECT model FROM inboxes WHERE (rows, bytes) <> (SELECT count(*), coalesce(sum(bytes), 0) FROM rejected WHERE rejected.model = inboxes.model)
        """, static r => FormattableString.Invariant($"the rejected rows of model {r.GetInt32(0)} are not as many as were counted"));

    static void Insert(SqliteSession session, RejectedRow row)
    {
        int bytes = BytesBeside + Encoding.UTF8.GetByteCount(row.Field) + Encoding.UTF8.GetByteCount(row.Reason)
            + Encoding.UTF8.GetByteCount(row.Value ?? "");
        session.Execute("""
            INSERT INTO rejected (model, at, kind, place, field, reason, value, alike, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, row.Model, Micros.Of(row.At), (int)row.Kind, row.Index, row.Field, row.Reason, row.Value, row.Alike, bytes);
        session.Execute("""
            INSERT INTO inboxes (model, rows, bytes, total, forgotten) VALUES ($1, 1, $2, $3, 0)
            ON CONFLICT (model) DO UPDATE SET rows = rows + 1, bytes = bytes + $2, total = total + $3
            """, row.Model, bytes, 1 + row.Alike);
    }

    /// <summary>Makes room for a tenth at once, so that a flood does not make it for every row.</summary>
    void TrimModel(SqliteSession session, int model)
    {
        var (rows, bytes) = session.First("SELECT rows, bytes FROM inboxes WHERE model = $1", static r =>
            (r.GetInt64(0), r.GetInt64(1)), model);
        if (rows <= _limits.RowsPerModel && bytes <= _limits.BytesPerModel) return;
        long last = Cut(session, "SELECT number, bytes FROM rejected WHERE model = $1 ORDER BY number", model,
            rows - (_limits.RowsPerModel / 10 * 9), bytes - (_limits.BytesPerModel / 10 * 9));
        Forget(session, "model = $1 AND number <= $2", model, last);
    }

    void TrimAll(SqliteSession session)
    {
        long bytes = Size(session).Bytes;
        if (bytes <= _limits.BytesInAll) return;
        long last = Cut(session, "SELECT number, bytes FROM rejected WHERE $1 = 0 ORDER BY number", 0, 0,
            bytes - (_limits.BytesInAll / 10 * 9));
        Forget(session, "$1 = 0 AND number <= $2", 0, last);
    }

    /// <summary>The last of the oldest rows that have to go.</summary>
    static long Cut(SqliteSession session, string oldestFirst, int model, long rows, long bytes)
    {
        long last = 0;
        foreach (var (number, size) in session.Query(oldestFirst + " LIMIT 100000", static r => (r.GetInt64(0), r.GetInt64(1)), model))
        {
            if (rows <= 0 && bytes <= 0) break;
            (last, rows, bytes) = (number, rows - 1, bytes - size);
        }
        return last;
    }

    static void Forget(SqliteSession session, string which, int model, long last)
    {
        var gone = session.Query($"SELECT model, count(*), sum(bytes), sum(1 + alike) FROM rejected WHERE {which} GROUP BY model",
            static r => (Model: r.GetInt32(0), Rows: r.GetInt64(1), Bytes: r.GetInt64(2), All: r.GetInt64(3)), model, last);
        session.Execute($"DELETE FROM rejected WHERE {which}", model, last);
        foreach (var one in gone)
            session.Execute("UPDATE inboxes SET rows = rows - $2, bytes = bytes - $3, forgotten = forgotten + $4 WHERE model = $1",
                one.Model, one.Rows, one.Bytes, one.All);
    }

    static RejectedRow Row(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Model = row.GetInt32(1),
        At = Micros.Moment(row.GetInt64(2)),
        Kind = (IngestKind)row.GetInt32(3),
        Index = row.GetInt64(4),
        Field = row.GetString(5),
        Reason = row.GetString(6),
        Value = row.IsDBNull(7) ? null : row.GetString(7),
        Alike = row.GetInt64(8),
    };

    static RejectedCause Cause(SqliteDataReader row) =>
        new((IngestKind)row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt64(3), Micros.Moment(row.GetInt64(4)));

    static long? MicrosOf(DateTimeOffset? at) => at is { } moment ? Micros.Of(moment) : null;
}
