using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Alerts. Who has seen one is a column of its own: an evaluation that began before does not undo it.</summary>
sealed class AlertTable(SqliteStore store)
{
    /// <summary>Alerts whose bodies are kept beside what they say.</summary>
    const int MostDecoded = 20_000;

    static readonly string s_firing = CatalogJson.Name(AlertState.Firing);

    // Pages count and sort all that fire, every few seconds, and most of it is as it was.
    readonly ConcurrentDictionary<long, (string Body, Alert Alert)> _decoded = [];

    public IReadOnlyList<Alert> Find(AlertQuery query)
    {
        var sql = new Conditions("SELECT number, body, acknowledged_by, acknowledged_at FROM alerts WHERE 1 = 1");
        if (query.Model is { } model) sql.And("model = ", model);
        if (query.Monitor is { } monitor) sql.And("monitor = ", monitor);
        if (query.State is { } state) sql.And("state = ", CatalogJson.Name(state));
        if (query.Severity is { } severity) sql.And("severity = ", CatalogJson.Name(severity));
        if (query.From is { } from) sql.And("ifnull(resolved_at, 9223372036854775807) > ", Micros.Of(from));
        if (query.To is { } to) sql.And("since < ", Micros.Of(to));
        if (query.BeforeNumber is { } before) sql.And("number < ", before);
        sql.Ordered("number DESC", query.Limit);
        return store.Read(session => session.Query(sql.Text, Row, sql.Values));
    }

    public bool Acknowledge(long alert, string by, DateTimeOffset at) => store.Write(session => session.Execute(
        "UPDATE alerts SET acknowledged_by = $1, acknowledged_at = $2 WHERE number = $3 AND state = $4",
        by, Micros.Of(at), alert, s_firing)) > 0;

    /// <summary>Adds an alert without a number, changes one that has it.</summary>
    public static void Save(SqliteSession session, Alert alert)
    {
        string body = CatalogJson.Write(alert with { Number = 0, AcknowledgedBy = null, AcknowledgedAt = null },
            CatalogJsonContext.Default.Alert);
        long? acknowledgedAt = alert.AcknowledgedAt is { } at ? Micros.Of(at) : null;
        if (alert.Number != 0) Replace(session, alert, body, acknowledgedAt);
        else Add(session, alert, body, acknowledgedAt);
    }

    static void Add(SqliteSession session, Alert alert, string body, long? acknowledgedAt)
    {
        long? firing = alert.State != AlertState.Firing ? null : session.First(
            "SELECT number FROM alerts WHERE monitor = $1 AND subject = $2 AND measure = $3 AND state = 'firing'",
            static r => (long?)r.GetInt64(0), alert.Monitor, alert.Subject, alert.Measure);
        if (firing is not null)
            throw new StorageException(StorageFailure.Conflict,
                $"Alert {firing} of monitor {alert.Monitor} is firing for the same part already. Change that one.");
        session.Execute("""
            INSERT INTO alerts (monitor, model, subject, measure, state, severity, since, resolved_at, acknowledged_by, acknowledged_at, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, alert.Monitor, alert.Model, alert.Subject, alert.Measure, CatalogJson.Name(alert.State), CatalogJson.Name(alert.Severity),
            Micros.Of(alert.Since), ResolvedAt(alert), alert.AcknowledgedBy, acknowledgedAt, body);
    }

    static void Replace(SqliteSession session, Alert alert, string body, long? acknowledgedAt)
    {
        int found = session.Execute("""
            UPDATE alerts SET state = $1, acknowledged_by = ifnull(acknowledged_by, $2), acknowledged_at = ifnull(acknowledged_at, $3),
                body = $4, severity = $5, since = $6, resolved_at = $7
            WHERE number = $8 AND monitor = $9
            """, CatalogJson.Name(alert.State), alert.AcknowledgedBy, acknowledgedAt, body, CatalogJson.Name(alert.Severity), Micros.Of(alert.Since),
            ResolvedAt(alert), alert.Number, alert.Monitor);
        if (found == 0)
            throw new StorageException(StorageFailure.Conflict, $"There is no alert {alert.Number} of monitor {alert.Monitor} any more.");
    }

    static long? ResolvedAt(Alert alert) => alert.ResolvedAt is { } at ? Micros.Of(at) : null;

    Alert Row(SqliteDataReader row)
    {
        long number = row.GetInt64(0);
        string body = row.GetString(1);
        var (by, at) = (Columns.TextOrNull(row, 2), Columns.MomentOrNull(row, 3));
        var alert = Columns.Content(store.Path, "alerts", number, () => Decoded(number, body));
        return by is null && at is null ? alert : alert with { AcknowledgedBy = by, AcknowledgedAt = at };
    }

    Alert Decoded(long number, string body)
    {
        if (_decoded.TryGetValue(number, out var known) && known.Body == body) return known.Alert;
        if (_decoded.Count >= MostDecoded) _decoded.Clear();
        var alert = CatalogJson.Read(body, CatalogJsonContext.Default.Alert) with { Number = number };
        _decoded[number] = (body, alert);
        return alert;
    }
}
