using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Counts cells anew from the stored rows: after an erasure, on a new bin set, for a rebuild.</summary>
/// <remarks>Rows and cells stand at the same number of the log while it happens, or a row would be counted twice or not at all.</remarks>
sealed partial class Recounts(IEventLog log, IEventStore events, EventsProjection rows, EventsGate gate, CellsGate still, LiveCells cells, CellsFeed feed,
    IModelCatalog catalog, Restatements restatements, ILogger<Recounts> logger)
{
    /// <summary>Cells counted anew before the log goes on.</summary>
    const int AtOnce = 16;

    static readonly CellQuery s_allTime = new() { Model = 0, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue, Columns = [""] };

    readonly ConcurrentQueue<(int Model, DateTimeOffset Start)> _pending = new();

    /// <summary>Cells that wait to be counted anew.</summary>
    public int Pending => _pending.Count;

    public int PendingOf(int model) => _pending.Count(p => p.Model == model);

    /// <summary>True while cells of a model wait to be counted anew: its windows are not judged until they agree.</summary>
    public bool IsPending(int model) => feed.HasGap || !feed.Erasures.IsEmpty || _pending.Any(p => p.Model == model);

    public bool HasWork => feed.HasGap || !feed.Erasures.IsEmpty || !_pending.IsEmpty;

    /// <summary>New cells of a model are counted on this bin set from now on, and those whose rows are at hand are counted anew, newest first.</summary>
    public void UseBinSet(int model, BinSet binSet)
    {
        cells.UseBinSet(model, binSet);
        EnqueueOtherBinSets(model);
    }

    /// <summary>Cells of a model on another bin set than its present one wait to be counted anew. Asked at the start too: a stop may have come between.</summary>
    public void EnqueueOtherBinSets(int model)
    {
        if (cells.BinSetOf(model) is not { } binSet) return;
        var starts = All(model).Where(c => c.BinSet != binSet.Fingerprint && !c.IsSealed).Select(c => c.Key.Start).Distinct();
        foreach (var start in starts.OrderDescending()) _pending.Enqueue((model, start));
    }

    /// <summary>Does erasures whole and a part of the rest.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!HasWork) return;
        using var turn = await gate.EnterAsync(cancellationToken);
        using var stillness = await still.EnterAsync(cancellationToken);
        Align(cancellationToken);
        if (feed.HasGap) RebuildAfterGap(cancellationToken);
        RunErasures(cancellationToken);
        for (int i = 0; i < AtOnce && _pending.TryDequeue(out var next); i++)
            if (catalog.FindModel(next.Model) is { } model) Recount(model, next.Start, cancellationToken);
    }

    /// <summary>Counts every cell whose rows are at hand anew.</summary>
    /// <param name="only">The model; null: all.</param>
    public async Task<RebuildResult> RebuildAsync(int? only, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        using var stillness = await still.EnterAsync(cancellationToken);
        Align(cancellationToken);
        var result = new RebuildResult(0, 0, 0, cells.AppliedSeq);
        foreach (var model in catalog.Models().Where(m => only is null || m.Number == only))
            foreach (var start in Starts(model.Number, cancellationToken))
                result = result.Plus(Rebuild(model, start, cancellationToken));
        cells.Save();
        LogRebuilt(result.Cells, result.Changed, result.Sealed, result.AppliedSeq);
        return result;
    }

    RebuildResult Rebuild(ModelDefinition model, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var before = At(model.Number, start);
        if (!Recount(model, start, cancellationToken)) return new RebuildResult(0, 0, before.Count, 0);
        var after = At(model.Number, start);
        var known = before.ToDictionary(c => c.Key, c => ProfileFingerprint.Of(c.Profile));
        int changed = after.Count(c => !known.TryGetValue(c.Key, out ulong was) || was != ProfileFingerprint.Of(c.Profile));
        return new RebuildResult(after.Count, changed, 0, 0);
    }

    void RunErasures(CancellationToken cancellationToken)
    {
        while (feed.Erasures.TryPeek(out var erasure))
        {
            if (catalog.FindModel(erasure.Model) is { } model)
                foreach (var start in All(erasure.Model).Select(c => c.Key.Start).Distinct().Where(s => IsIn(erasure, s)))
                    Recount(model, start, cancellationToken);
            feed.Erasures.TryDequeue(out _);
        }
    }

    static bool IsIn(Erasure erasure, DateTimeOffset start) =>
        !(start + CellKey.Smallest <= erasure.From) && !(start >= erasure.To);

    // The profiles' folder was lost or is older than the log's first row: the rows themselves are still there.
    void RebuildAfterGap(CancellationToken cancellationToken)
    {
        LogGap(cells.AppliedSeq, events.AppliedSeq);
        cells.Jump(events.AppliedSeq);
        feed.HasGap = false;
        foreach (var model in catalog.Models())
        {
            if (cells.BinSetOf(model.Number) is null) cells.UseBinSet(model.Number, FirstRows(model, cancellationToken));
            foreach (var start in Starts(model.Number, cancellationToken)) Recount(model, start, cancellationToken);
        }
    }

    BinSet FirstRows(ModelDefinition model, CancellationToken cancellationToken)
    {
        var first = events.Count(model.Number, cancellationToken).FirstEvent ?? DateTimeOffset.UnixEpoch;
        using var rows = events.Open(model, new EventQuery { From = first, To = first.AddHours(1) }, cancellationToken);
        return BinSet.Of(DatasetProfiles.Build(rows, null, 1, null, cancellationToken));
    }

    bool Recount(ModelDefinition model, DateTimeOffset start, CancellationToken cancellationToken)
    {
        using var dataset = events.Open(model, new EventQuery { From = start, To = start + CellKey.Smallest }, cancellationToken);
        if (!cells.Recount(model, start, dataset, cancellationToken)) return false;
        restatements.Add(new ChangedCell(model.Number, start));
        return true;
    }

    void Align(CancellationToken cancellationToken)
    {
        rows.CatchUp(cancellationToken);
        feed.Apply(events.AppliedSeq, null, cancellationToken);
        if (cells.AppliedSeq != events.AppliedSeq && !feed.HasGap)
            throw new StorageException(StorageFailure.Busy,
                $"The cells stand at {cells.AppliedSeq}, the rows at {events.AppliedSeq}, the log at {log.LastSeq}; cells are counted anew when they agree.");
    }

    IReadOnlyList<DateTimeOffset> Starts(int model, CancellationToken cancellationToken)
    {
        var starts = All(model).Where(c => c.Key.Length == CellKey.Smallest).Select(c => c.Key.Start).ToHashSet();
        var known = events.Count(model, cancellationToken);
        if (known is { FirstEvent: { } first, LastEvent: { } last })
            for (var at = CellKey.StartOf(first); at <= last; at += CellKey.Smallest) starts.Add(at);
        return [.. starts.Order()];
    }

    IReadOnlyList<CellProfile> All(int model) => cells.Read(s_allTime with { Model = model }, CancellationToken.None).Cells;

    List<CellProfile> At(int model, DateTimeOffset start)
    {
        var query = new CellQuery { Model = model, From = start, To = start + CellKey.Smallest };
        return [.. cells.Read(query, CancellationToken.None).Cells, .. cells.Read(query with { AllSegments = true }, CancellationToken.None).Cells];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The profiles stand at {Cells}, but the log begins behind it: they are rebuilt from the rows up to {Rows}")]
    partial void LogGap(long cells, long rows);

    [LoggerMessage(Level = LogLevel.Information, Message = "Rebuilt {Cells} cells up to row {Seq}: {Changed} differ from before; {SealedCells} are sealed and stay")]
    partial void LogRebuilt(int cells, int changed, int sealedCells, long seq);
}

/// <summary>What a rebuild did.</summary>
/// <param name="Cells">Cells counted anew.</param>
/// <param name="Changed">Those that are not what they were before; 0 on a healthy store.</param>
/// <param name="Sealed">Cells whose rows are gone; they stay.</param>
/// <param name="AppliedSeq">Everything up to here is in.</param>
sealed record RebuildResult(int Cells, int Changed, int Sealed, long AppliedSeq)
{
    public RebuildResult Plus(RebuildResult more) =>
        new(Cells + more.Cells, Changed + more.Changed, Sealed + more.Sealed, AppliedSeq);
}
