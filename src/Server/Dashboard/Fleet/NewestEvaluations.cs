using System.Collections.Concurrent;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Dashboard.Fleet;

/// <summary>The evaluation of the newest window of every monitor, kept at hand. Read by one caller at a time, asked by any.</summary>
sealed class NewestEvaluations(IMonitorCatalog catalog)
{
    readonly ConcurrentDictionary<long, Evaluation> _byMonitor = [];
    readonly ConcurrentDictionary<int, long> _lastOfModel = [];
    long? _seen;

    /// <summary>Looks at what is new. Afterwards <see cref="Of"/> tells of these monitors, and of no others.</summary>
    public void Read(IReadOnlyList<MonitorDefinition> monitors)
    {
        if (_seen is null) ReadAll();
        foreach (var evaluation in catalog.Evaluations(new EvaluationQuery { AfterNumber = _seen, Limit = int.MaxValue }))
        {
            Note(evaluation);
            _seen = Math.Max(_seen.GetValueOrDefault(), evaluation.Number);
        }
        var known = monitors.Select(m => m.Number).ToHashSet();
        foreach (long gone in _byMonitor.Keys.Where(k => !known.Contains(k))) _byMonitor.TryRemove(gone, out _);
    }

    public Evaluation? Of(long monitor) => _byMonitor.GetValueOrDefault(monitor);

    /// <summary>Number of the last evaluation of a model, also of older windows; 0 when there is none. Thread-safe.</summary>
    public long LastOf(int model) => _lastOfModel.GetValueOrDefault(model);

    // Twice: what is kept while the first pass runs has a number above its largest, or is found by the second.
    void ReadAll()
    {
        ReadNewest();
        _seen = _byMonitor.IsEmpty ? 0 : _byMonitor.Values.Max(e => e.Number);
        ReadNewest();
    }

    void ReadNewest()
    {
        foreach (var newest in catalog.NewestEvaluations()) Note(newest);
    }

    void Note(Evaluation evaluation)
    {
        if (evaluation.IsProvisional) return;
        _lastOfModel.AddOrUpdate(evaluation.Model, evaluation.Number, (_, known) => Math.Max(known, evaluation.Number));
        if (!_byMonitor.TryGetValue(evaluation.Monitor, out var known) || evaluation.Window.Start >= known.Window.Start)
            _byMonitor[evaluation.Monitor] = evaluation;
    }
}
