using System.Globalization;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Projections;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Monitors;

/// <summary>Judges every window that is complete, and again when its rows or truths changed.</summary>
sealed class EvaluationProjection(IEventLog log, IEventStore events, ICatalog catalog, LiveCells cells, Recounts recounts,
    Restatements restatements, Backfills backfills, TimeProvider clock, ILogger<EvaluationProjection> logger) : Projection(clock, logger)
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(2);

    readonly WindowSchedule _schedule = new(cells, events, catalog);
    readonly EvaluationRecord _record = new(catalog, clock);
    readonly UnseenTruths _unseen = new(catalog, cells);

    // Monitors for which windows were looked for that changed while nobody judged them.
    readonly HashSet<long> _lookedAt = [];
    long _seen = -1;

    public override string Name => "evaluation";

    /// <summary>Evaluations kept since the start.</summary>
    public long Kept { get; private set; }

    /// <summary>Evaluations since the start that could not be computed.</summary>
    public long Failed { get; private set; }

    /// <summary>Judges what is due now, each monitor's oldest windows first.</summary>
    /// <returns>True when more can be judged at once.</returns>
    public bool Run(CancellationToken cancellationToken)
    {
        // What was acknowledged a step ago must be counted: silence is only believed when nothing is on its way.
        long last = log.LastSeq, expected = _seen < 0 ? last : _seen;
        _seen = last;
        if (cells.AppliedSeq < expected) return false;
        var all = catalog.Monitors(null).ToLookup(m => m.Model);
        _lookedAt.IntersectWith(all.SelectMany(m => m).Where(m => m.State == MonitorState.Active).Select(m => m.Number));
        bool hasMore = false;
        foreach (var model in catalog.Models())
            if (!recounts.IsPending(model.Number)) hasMore |= Judge(model, [.. all[model.Number]], cancellationToken);
        return hasMore;
    }

    /// <summary>The open window of a monitor as it stands: shown, never kept.</summary>
    public Evaluation? Provisional(ModelDefinition model, MonitorDefinition monitor, CancellationToken cancellationToken)
    {
        if (monitor.Window is not WindowDefinition.ByTime byTime) return null;
        using var reader = new EvidenceReader(new EvidenceSource(model, cells, events, catalog, null, cancellationToken), [monitor]);
        var now = Clock.GetUtcNow();
        return reader.Report(WindowKey.Of(monitor, TimeWindows.At(byTime, now)), isProvisional: true, isHistorical: false) is { } report
            ? MonitorEvaluation.Evaluate(monitor, report, now) : null;
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        if (Run(cancellationToken)) await Task.Yield();
        else await Task.Delay(s_every, Clock, cancellationToken);
    }

    bool Judge(ModelDefinition model, List<MonitorDefinition> all, CancellationToken cancellationToken)
    {
        var monitors = all.FindAll(m => m.State == MonitorState.Active);
        if (monitors.Exists(m => !_lookedAt.Contains(m.Number)))
        {
            restatements.AddRange(MissedWindows.Find(model.Number, catalog, cells, cancellationToken));
            restatements.AddRange(_unseen.Of(model.Number, monitors, cancellationToken));
        }
        _lookedAt.UnionWith(monitors.Select(m => m.Number));
        var changed = restatements.Take(model.Number);
        _unseen.Note(all, changed.Starts);
        bool isWhole = false;
        try
        {
            var source = new EvidenceSource(model, cells, events, catalog, null, cancellationToken);
            var judgement = new ModelJudgement(monitors, _schedule, _record, source, backfills, Clock);
            judgement.Run(changed.Starts, cells.AppliedSeq);
            Note(judgement);
            isWhole = judgement.IsWhole;
            return judgement.HasMore && isWhole;
        }
        finally
        {
            if (isWhole) Done(changed, monitors);
            else GiveBack(model, changed);
        }
    }

    void Note(ModelJudgement judgement)
    {
        Kept += judgement.Kept;
        Failed += judgement.Failed.Count;
        foreach (var (monitor, window) in judgement.Failed)
            Log.NotJudged(Logger, monitor, window.Start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }

    void Done(ChangedCells changed, List<MonitorDefinition> judged)
    {
        restatements.Done(changed);
        _unseen.Done(judged);
    }

    // What was judged and not written is due again.
    void GiveBack(ModelDefinition model, ChangedCells changed)
    {
        _record.Clear();
        _schedule.Forget(model.Number);
        restatements.Return(changed);
    }
}
