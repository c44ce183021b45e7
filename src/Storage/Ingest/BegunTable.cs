using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Ingest;

/// <summary>Requests that were begun, until they expire; of one key of the API at most so many.</summary>
static class BegunTable
{
    /// <summary>Beyond it the first to expire goes.</summary>
    internal const int MostPerKey = 100_000;

    internal static int Begin(SqliteSession session, BegunRequest request)
    {
        session.Execute("DELETE FROM begun_requests WHERE api_key = $1 AND expires_at <= $2", request.ApiKey, Micros.Of(request.At));
        session.Execute("""
            DELETE FROM begun_requests WHERE (api_key, model, idempotency_key) IN (
                SELECT api_key, model, idempotency_key FROM begun_requests WHERE api_key = $1 ORDER BY expires_at DESC LIMIT -1 OFFSET $2)
            """, request.ApiKey, MostPerKey - 1);
        return session.Execute("""
            INSERT OR IGNORE INTO begun_requests (api_key, model, idempotency_key, at, after_seq, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
            """, request.ApiKey, request.Model, request.IdempotencyKey, Micros.Of(request.At), request.AfterSeq, Micros.Of(request.ExpiresAt));
    }

    internal static BegunRequest? Find(SqliteSession session, long apiKey, string model, string key, long now) => session.First("""
        SELECT at, after_seq, expires_at FROM begun_requests WHERE api_key = $1 AND model = $2 AND idempotency_key = $3 AND expires_at > $4
        """, r => new BegunRequest(apiKey, model, key, Micros.Moment(r.GetInt64(0)), r.GetInt64(1), Micros.Moment(r.GetInt64(2))), apiKey, model, key, now);
}
