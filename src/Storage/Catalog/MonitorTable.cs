using System.Collections.Immutable;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Monitors with every revision they had. The present ones are in memory.</summary>
sealed class MonitorTable
{
    readonly SqliteStore _store;
    readonly CatalogLimits _limits;
    volatile Snapshot _now;

    public MonitorTable(SqliteStore store, CatalogLimits limits)
    {
        (_store, _limits) = (store, limits);
        var rows = store.Read(session =>
            session.Query("SELECT number, body FROM monitors", r => (Number: r.GetInt64(0), Body: r.GetString(1))));
        _now = new Snapshot(Kept<MonitorDefinition>.Of(rows.Select(r => KeyValuePair.Create(r.Number,
            Columns.Content(store.Path, "monitors", r.Number, () => Read(r.Number, r.Body))))));
    }

    public IReadOnlyList<MonitorDefinition> Of(int? model) => model is { } one ? _now.Of(one) : _now.Monitors.All;

    public MonitorDefinition? Find(long number) => _now.Monitors.Find(number);

    public MonitorDefinition? Find(long number, int revision)
    {
        string? body = _store.Read(session => session.First("SELECT body FROM monitor_revisions WHERE monitor = $1 AND revision = $2",
            static r => r.GetString(0), number, revision));
        return body is null ? null : Columns.Content(_store.Path, "monitor_revisions", number, () => Read(number, body));
    }

    public MonitorDefinition Save(MonitorDefinition monitor) => Change([monitor], [], [])[0];

    /// <summary>Saves and deletes monitors and keeps the alerts that changed with them, all or nothing.</summary>
    public IReadOnlyList<MonitorDefinition> Change(IReadOnlyList<MonitorDefinition> given, IReadOnlyList<long> deleted,
        IReadOnlyList<Alert> changed)
    {
        var bodies = given.Select(m => CatalogJson.Write(m with { Number = 0 }, CatalogJsonContext.Default.MonitorDefinition)).ToList();
        foreach (var (monitor, body) in given.Zip(bodies)) Columns.RequireLength(body, _limits.TextLength, $"The monitor '{monitor.Name}'");
        var next = _now;
        return _store.Write<IReadOnlyList<MonitorDefinition>>(session =>
        {
            next = new Snapshot(_now.Monitors.Without(m => deleted.Contains(m.Number)));
            foreach (long number in deleted) session.Execute("DELETE FROM monitors WHERE number = $1", number);
            if (deleted.Count > 0) EvaluationTable.DropUnusedProfiles(session);
            var saved = new List<MonitorDefinition>();
            foreach (var (monitor, body) in given.Zip(bodies))
            {
                saved.Add(Put(session, next, monitor, body));
                next = new Snapshot(next.Monitors.With(saved[^1].Number, saved[^1]));
            }
            foreach (var alert in changed) AlertTable.Save(session, alert);
            return saved;
        }, _ => _now = next);
    }

    /// <summary>A model is gone with its monitors; told within the transaction's lock.</summary>
    public void Forget(int model) => _now = new Snapshot(_now.Monitors.Without(m => m.Model == model));

    internal static MonitorDefinition Read(long number, string body) =>
        CatalogJson.Read(body, CatalogJsonContext.Default.MonitorDefinition) with { Number = number };

    MonitorDefinition Put(SqliteSession session, Snapshot now, MonitorDefinition monitor, string body)
    {
        RequireFreeName(now, monitor);
        var saved = monitor.Number == 0 ? Add(session, now, monitor, body) : Replace(session, now, monitor, body);
        session.Execute("INSERT INTO monitor_revisions (monitor, revision, body) VALUES ($1, $2, $3)", saved.Number, saved.Revision, body);
        return saved;
    }

    MonitorDefinition Add(SqliteSession session, Snapshot now, MonitorDefinition monitor, string body)
    {
        int count = now.Of(monitor.Model).Length;
        if (count >= _limits.MonitorsPerModel)
            throw new StorageException(StorageFailure.Limit,
                $"The model has {count} monitors; at most {_limits.MonitorsPerModel} are kept. Delete one.");
        RequireModel(session, monitor.Model);
        session.Execute("INSERT INTO monitors (model, name, body) VALUES ($1, $2, $3)", monitor.Model, monitor.Name, body);
        return monitor with { Number = session.LastRowId };
    }

    static MonitorDefinition Replace(SqliteSession session, Snapshot now, MonitorDefinition monitor, string body)
    {
        if (now.Monitors.Find(monitor.Number) is not { } present || present.Model != monitor.Model)
            throw new StorageException(StorageFailure.Conflict, $"There is no monitor {monitor.Number} of this model any more.");
        if (monitor.Revision != present.Revision + 1)
            throw new StorageException(StorageFailure.Conflict, $"The monitor '{present.Name}' has been changed meanwhile: "
                + $"it is at revision {present.Revision}, revision {monitor.Revision} does not follow. Read it again.");
        session.Execute("UPDATE monitors SET name = $1, body = $2 WHERE number = $3", monitor.Name, body, monitor.Number);
        return monitor;
    }

    static void RequireFreeName(Snapshot now, MonitorDefinition monitor)
    {
        if (now.Of(monitor.Model).Any(m => m.Name == monitor.Name && m.Number != monitor.Number))
            throw new StorageException(StorageFailure.Conflict,
                $"The model has a monitor named '{monitor.Name}' already. Choose another name.");
    }

    static void RequireModel(SqliteSession session, int model)
    {
        if (session.Number("SELECT count(*) FROM models WHERE number = $1", model) == 0)
            throw new StorageException(StorageFailure.Conflict, $"There is no model {model} any more.");
    }

    sealed record Snapshot(Kept<MonitorDefinition> Monitors)
    {
        readonly Lazy<Dictionary<int, ImmutableArray<MonitorDefinition>>> _byModel =
            new(() => Monitors.All.GroupBy(m => m.Model).ToDictionary(m => m.Key, m => m.ToImmutableArray()));

        public ImmutableArray<MonitorDefinition> Of(int model) => _byModel.Value.TryGetValue(model, out var own) ? own : [];
    }
}
