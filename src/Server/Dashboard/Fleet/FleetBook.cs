using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Fleet;

/// <summary>The fleet as it stands, kept at hand, so that looking at it costs no query; and the one who notices changes for open
/// dashboards.</summary>
sealed class FleetBook(ICatalog catalog, LiveCells cells, BreachRuns runs, ChangeStream stream, TimeProvider clock,
    ILogger<FleetBook> logger)
    : Projection(clock, logger)
{
    /// <summary>The baseline that says what is usual of values that a monitor holds to a bound alone.</summary>
    public const string Usual = "default";

    static readonly TimeSpan s_every = TimeSpan.FromSeconds(2), s_patience = TimeSpan.FromSeconds(3);

    readonly NewestEvaluations _newest = new(catalog);
    readonly TrafficBook _traffic = new(cells);
    readonly ConcurrentDictionary<int, IReadOnlyList<TrafficDay>> _days = [];
    readonly Lock _refreshing = new();
    readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile FleetSnapshot _now = FleetSnapshot.None;

    public override string Name => "fleet";

    public FleetSnapshot Now => _now;

    /// <summary>The fleet; soon after the start it waits a moment for the first look.</summary>
    public async Task<FleetSnapshot> FirstAsync(CancellationToken cancellationToken)
    {
        if (_now != FleetSnapshot.None) return _now;
        await Task.WhenAny(_first.Task, Task.Delay(s_patience, Clock, cancellationToken));
        return _now;
    }

    /// <summary>Number of the last evaluation of a model: while it stays, nothing that was concluded of the model is new.</summary>
    public long LastEvaluation(int model) => _newest.LastOf(model);

    /// <summary>The evaluation of the newest window of a monitor, as far as the fleet has looked; null: none.</summary>
    public Evaluation? NewestOf(long monitor) => _newest.Of(monitor);

    /// <summary>How a model was used, day by day.</summary>
    public IReadOnlyList<TrafficDay> DaysOf(int model) => _days.GetValueOrDefault(model) ?? [];

    /// <summary>Looks at everything that may have changed.</summary>
    public void Refresh(CancellationToken cancellationToken)
    {
        lock (_refreshing)
        {
            var now = Clock.GetUtcNow();
            var models = catalog.Models();
            var monitors = catalog.Monitors(null);
            _newest.Read(monitors);
            var known = models.Select(m => m.Number).ToHashSet();
            _traffic.Keep(known);
            foreach (int gone in _days.Keys.Where(k => !known.Contains(k))) _days.TryRemove(gone, out _);
            var own = monitors.Where(m => m.State == MonitorState.Active).ToLookup(m => m.Model);
            var firing = catalog.Alerts(new AlertQuery { State = AlertState.Firing, Limit = int.MaxValue }).ToLookup(a => a.Model);
            var before = _now;
            var rows = models.Select(m => Row(m, own[m.Number], [.. firing[m.Number]], before, now, cancellationToken)).ToList();
            _now = new FleetSnapshot(rows, now);
            _first.TrySetResult();
            Tell(before, rows);
        }
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        Refresh(cancellationToken);
        await Task.Delay(s_every, Clock, cancellationToken);
    }

    FleetRow Row(ModelDefinition model, IEnumerable<MonitorDefinition> monitors, IReadOnlyList<Alert> firing, FleetSnapshot before,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var judged = monitors.Select(m => (Monitor: m, Evaluation: _newest.Of(m.Number))).Where(j => j.Evaluation is not null)
            .Select(j => (j.Monitor, j.Evaluation!)).ToList();
        var traffic = _traffic.Of(model, now, cancellationToken);
        _days[model.Number] = traffic.Days;
        var row = runs.WithStart(FleetRows.Of(model, judged, firing, traffic, cells.LastEvent(model.Number),
            () => catalog.FindBaseline(model.Number, Usual)?.Profile), _newest.LastOf(model.Number), now);
        // The same row as before stays the same object: that is how a change is seen.
        return before.Find(model.Number) is { } old && FleetRows.AreAlike(old, row with { LastEvent = old.LastEvent }) ? old : row;
    }

    void Tell(FleetSnapshot before, List<FleetRow> rows)
    {
        var changed = rows.Where(r => !ReferenceEquals(before.Find(r.Number), r)).ToList();
        if (changed.Count == 0 && rows.Count == before.Rows.Count) return;
        bool alerts = rows.Count != before.Rows.Count || changed.Exists(r => before.Find(r.Number) is not { } old
            || (old.Firing, old.Acknowledged) != (r.Firing, r.Acknowledged));
        stream.Tell([Change.Fleet, .. changed.Select(r => Change.OfModel(r.Number)), .. alerts ? [Change.Alerts] : Array.Empty<Change>()]);
    }
}

/// <summary>The fleet at a moment.</summary>
sealed class FleetSnapshot(IReadOnlyList<FleetRow> rows, DateTimeOffset at)
{
    readonly Dictionary<int, FleetRow> _byNumber = rows.ToDictionary(r => r.Number);

    public static FleetSnapshot None { get; } = new([], DateTimeOffset.MinValue);

    public IReadOnlyList<FleetRow> Rows => rows;

    public DateTimeOffset At => at;

    public FleetRow? Find(int model) => _byNumber.GetValueOrDefault(model);
}
