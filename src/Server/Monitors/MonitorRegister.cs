using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Monitors;

/// <summary>Registers monitors and changes them, one by one or as a file.</summary>
sealed class MonitorRegister(IMonitorCatalog catalog, TimeProvider clock)
{
    readonly EvaluationRecord _record = new(catalog, clock);

    public MonitorDefinition Find(ModelDefinition model, string name) => FindOrNull(model, name)
        ?? throw ProblemException.NotFound("monitor", name, $"The model '{model.Name}' has no monitor '{ProblemException.Shorten(name)}'.");

    /// <summary>Adds a monitor, or changes the one of that name.</summary>
    public (MonitorDefinition Monitor, bool IsNew) Put(ModelDefinition model, MonitorDocument document) =>
        Put(MonitorDocuments.Read(model.Number, document), FindOrNull(model, document.Name));

    /// <summary>Changes the state; alerts of a monitor that is switched off are resolved.</summary>
    public MonitorDefinition SetState(ModelDefinition model, string name, MonitorState state)
    {
        var before = Find(model, name);
        return before.State == state ? before : Save(before with { State = state }, before);
    }

    public void Delete(ModelDefinition model, string name) => Delete(Find(model, name));

    /// <summary>Makes the model's monitors those of a file.</summary>
    /// <param name="isDiff">True: only says what it would change.</param>
    public MonitorChanges Apply(ModelDefinition model, MonitorFile file, bool isDiff)
    {
        MonitorDefinition[] wanted = [.. file.Monitors.Select((m, i) => MonitorDocuments.Read(model.Number, m, $"monitors[{i}]."))];
        if (wanted.CountBy(m => m.Name).FirstOrDefault(c => c.Value > 1) is { Key: { } twice })
            throw ProblemException.Invalid("monitors", twice, "each name once", $"The file has two monitors '{twice}'; names are what monitors are matched by.");
        var known = catalog.Monitors(model.Number).ToDictionary(m => m.Name, StringComparer.Ordinal);
        var (added, present) = (wanted.Where(m => !known.ContainsKey(m.Name)).ToList(), wanted.Where(m => known.ContainsKey(m.Name)).ToList());
        var changed = present.Where(m => !MonitorDocuments.AreEqual(m, known[m.Name])).ToList();
        var removed = known.Values.ExceptBy(wanted.Select(m => m.Name), m => m.Name, StringComparer.Ordinal).ToList();
        if (!isDiff)
        {
            foreach (var monitor in removed) Delete(monitor);
            foreach (var monitor in added.Concat(changed)) Put(monitor, known.GetValueOrDefault(monitor.Name));
        }
        return new MonitorChanges(!isDiff, Names(added), Names(changed), Names(removed), Names(present.Except(changed)));
    }

    MonitorDefinition? FindOrNull(ModelDefinition model, string name) =>
        catalog.Monitors(model.Number).FirstOrDefault(m => m.Name == name);

    (MonitorDefinition, bool) Put(MonitorDefinition given, MonitorDefinition? before)
    {
        var now = clock.GetUtcNow();
        if (before is null) return (catalog.SaveMonitor(given with { CreatedAt = now, UpdatedAt = now }), true);
        return (MonitorDocuments.AreEqual(given, before) ? before : Save(given, before), false);
    }

    MonitorDefinition Save(MonitorDefinition given, MonitorDefinition before)
    {
        var saved = catalog.SaveMonitor(given with
        {
            Number = before.Number,
            Revision = before.Revision + 1,
            CreatedAt = before.CreatedAt,
            UpdatedAt = clock.GetUtcNow(),
        });
        if (saved.State == MonitorState.Disabled) _record.ResolveAll(saved);
        return saved;
    }

    void Delete(MonitorDefinition monitor) => catalog.DeleteMonitor(monitor.Number);

    static string[] Names(IEnumerable<MonitorDefinition> monitors) => [.. monitors.Select(m => m.Name).Order(StringComparer.Ordinal)];
}
