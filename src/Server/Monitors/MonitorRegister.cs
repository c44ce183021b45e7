using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Monitors;

/// <summary>Registers monitors and changes them one by one; alerts of a monitor that speaks no more are resolved with it.</summary>
sealed class MonitorRegister(IMonitorCatalog catalog, TimeProvider clock)
{
    public MonitorDefinition Find(ModelDefinition model, string name) => catalog.Monitors(model.Number).FirstOrDefault(m => m.Name == name)
        ?? throw ProblemException.NotFound("monitor", name, $"The model '{model.Name}' has no monitor '{ProblemException.Shorten(name)}'.");

    /// <summary>Adds a monitor, or changes the one of that name.</summary>
    public (MonitorDefinition Monitor, bool IsNew) Put(ModelDefinition model, MonitorDocument document)
    {
        var change = MonitorChange.Between(catalog.Monitors(model.Number), [MonitorDocuments.Read(model, document)], prune: false)[0];
        return (Apply([change]) is [var saved] ? saved : change.Monitor, change.Kind == MonitorChangeKind.Created);
    }

    public MonitorDefinition SetState(ModelDefinition model, string name, MonitorState state)
    {
        var before = Find(model, name);
        return before.State == state ? before
            : Apply([new MonitorChange(MonitorChangeKind.Changed, before,
                before with { State = state, Revision = before.Revision + 1 })])[0];
    }

    public void Delete(ModelDefinition model, string name) =>
        Apply([new MonitorChange(MonitorChangeKind.Deleted, Find(model, name), null)]);

    /// <summary>Makes changes, all or none.</summary>
    /// <returns>What was saved.</returns>
    public IReadOnlyList<MonitorDefinition> Apply(IReadOnlyList<MonitorChange> changes)
    {
        var now = clock.GetUtcNow();
        var saved = changes.Where(c => c.Kind is MonitorChangeKind.Created or MonitorChangeKind.Changed).Select(c => Dated(c, now))
            .ToList();
        var deleted = changes.Where(c => c.Kind == MonitorChangeKind.Deleted).Select(c => c.Monitor).ToList();
        var closed = saved.Where(m => m is { State: MonitorState.Disabled, Number: > 0 }).SelectMany(m => Close(m, "alert.disabled", now))
            .Concat(deleted.SelectMany(m => Close(m, "alert.deleted", now))).ToList();
        return saved.Count + deleted.Count == 0 ? [] : catalog.ChangeMonitors(saved, [.. deleted.Select(m => m.Number)], closed);
    }

    IReadOnlyList<Alert> Close(MonitorDefinition monitor, string why, DateTimeOffset now) => AlertRules.Close(
        catalog.Alerts(new AlertQuery { Monitor = monitor.Number, State = AlertState.Firing, Limit = int.MaxValue }), Message.Of(why), now);

    static MonitorDefinition Dated(MonitorChange change, DateTimeOffset now) =>
        change.Monitor with { CreatedAt = change.Before?.CreatedAt ?? now, UpdatedAt = now };
}
