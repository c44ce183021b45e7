using Microsoft.Data.Sqlite;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Answers given to requests with an idempotency key, until they expire.</summary>
/// <remarks>Written lazily: what a loss of power takes is only the short cut, the ids of events still tell duplicates.</remarks>
sealed class AnswerTable(SqliteStore store, CatalogLimits limits, TimeProvider clock)
{
    const int MostKeyLength = 300;

    public RememberedAnswer Remember(RememberedAnswer answer)
    {
        Columns.RequireLength(answer.IdempotencyKey, MostKeyLength, "An idempotency key");
        Columns.RequireLength(answer.Body, limits.TextLength, "An answer");
        long now = Micros.Of(clock.GetUtcNow());
        return store.WriteLazily(session =>
        {
            if (Find(session, answer.ApiKey, answer.Model, answer.IdempotencyKey, now) is { } earlier) return earlier;
            DropExpired(session, answer.ApiKey, now);
            session.Execute("""
                INSERT OR REPLACE INTO answers (api_key, model, idempotency_key, body_hash, status, body, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """, answer.ApiKey, answer.Model, answer.IdempotencyKey, answer.BodyHash, answer.Status, answer.Body,
                Micros.Of(answer.ExpiresAt));
            return answer;
        });
    }

    public RememberedAnswer? Recall(long apiKey, int model, string idempotencyKey, DateTimeOffset now) =>
        store.Read(session => Find(session, apiKey, model, idempotencyKey, Micros.Of(now)));

    static RememberedAnswer? Find(SqliteSession session, long apiKey, int model, string key, long now) => session.First("""
        SELECT api_key, model, idempotency_key, body_hash, status, body, expires_at FROM answers
        WHERE api_key = $1 AND model = $2 AND idempotency_key = $3 AND expires_at > $4
        """, Row, apiKey, model, key, now);

    static RememberedAnswer Row(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetInt32(4),
        row.GetString(5), Micros.Moment(row.GetInt64(6)));

    void DropExpired(SqliteSession session, long apiKey, long now)
    {
        session.Execute("DELETE FROM answers WHERE api_key = $1 AND expires_at <= $2", apiKey, now);
        // Counting the last few places costs nothing; the first to expire make room.
        session.Execute("""
            DELETE FROM answers WHERE (api_key, model, idempotency_key) IN (
                SELECT api_key, model, idempotency_key FROM answers WHERE api_key = $1 ORDER BY expires_at DESC LIMIT -1 OFFSET $2)
            """, apiKey, limits.AnswersPerKey - 1);
    }
}
