using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Counts cells anew from the stored rows: after an erasure, on a new bin set, for a rebuild.</summary>
/// <remarks>Rows and cells stand at the same number of the log while it happens, or a row would be counted twice or not at all.</remarks>
sealed class Recounts(IEventLog log, IEventStore events, EventsProjection rows, EventsGate gate, CellsGate still, LiveCells cells,
    CellsFeed feed, IModelCatalog catalog, Restatements restatements, ILogger<Recounts> logger)
{
    /// <summary>Cells counted anew before the log goes on.</summary>
    const int AtOnce = 16;

    static readonly CellQuery s_allTime = new() { Model = 0, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue,
        Columns = CellQuery.NoColumns };

    readonly ConcurrentQueue<(int Model, DateTimeOffset Start)> _pending = new();

    /// <summary>Cells that wait to be counted anew.</summary>
    public int Pending => _pending.Count;

    public int PendingOf(int model) => _pending.Count(p => p.Model == model);

    /// <summary>True while cells of a model wait to be counted anew: its windows are not judged until they agree.</summary>
    public bool IsPending(int model) => feed.HasGap || !feed.Erasures.IsEmpty || _pending.Any(p => p.Model == model);

    public bool HasWork => feed.HasGap || !feed.Erasures.IsEmpty || !_pending.IsEmpty;

    /// <summary>New cells of a model are counted on this bin set from now on, and those whose rows are at hand are counted anew, newest
    /// first.</summary>
    public void UseBinSet(int model, BinSet binSet)
    {
        cells.UseBinSet(model, binSet);
        EnqueueOtherBinSets(model);
    }

    /// <summary>Cells of a model on another bin set than its present one wait to be counted anew. Asked at the start too: a stop may
    /// have come between.</summary>
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
        Settle(cancellationToken);
        for (int i = 0; i < AtOnce && _pending.TryDequeue(out var next); i++)
            if (catalog.FindModel(next.Model) is { } model) Recount(model, next.Start, cancellationToken);
    }

    /// <summary>Counts every cell whose rows are at hand anew.</summary>
    /// <param name="only">The model; null: all.</param>
    public async Task<RebuildResult> RebuildAsync(int? only, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        using var stillness = await still.EnterAsync(cancellationToken);
        Settle(cancellationToken);
        var result = new RebuildResult(0, 0, 0, cells.AppliedSeq);
        foreach (var model in catalog.Models().Where(m => only is null || m.Number == only))
            result = result.Plus(Rebuild(model, cancellationToken));
        cells.Save();
        Log.Rebuilt(logger, result.Cells, result.Changed, result.Sealed, result.AppliedSeq);
        return result;
    }

    /// <summary>Seals the days of a model that have rows from before a moment, once every row that came is in their cells and none that was
    /// erased: then those rows may go.</summary>
    /// <returns>How many days; null when its cells wait to be counted anew: to be tried again.</returns>
    public async Task<int?> SealAsync(int model, DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        using var stillness = await still.EnterAsync(cancellationToken);
        Settle(cancellationToken);
        var days = events.Cells(model, before, cancellationToken).Select(CellKey.DayOf).ToHashSet();
        days.RemoveWhere(d => cells.Sealed.Contains(model, d));
        if (days.Count == 0) return 0;
        return PendingOf(model) == 0 && cells.Seal(model, days) ? days.Count : null;
    }

    // Cells and rows at one number of the log, and nothing erased left in the cells: only then a snapshot may claim to contain the
    // erasures.
    void Settle(CancellationToken cancellationToken)
    {
        Align(cancellationToken);
        if (feed.HasGap) RebuildAfterGap(cancellationToken);
        while (feed.Erasures.TryPeek(out var erased))
        {
            if (catalog.FindModel(erased.Erasure.Model) is { } model) Recount(model, erased, cancellationToken);
            feed.Erasures.TryDequeue(out _);
        }
        cells.EndHold();
    }

    void Recount(ModelDefinition model, Erased erased, CancellationToken cancellationToken)
    {
        var erasure = erased.Erasure;
        // Rows that wait in memory for a bin set may be among those that were erased: they are counted, then anew from what is left.
        if (cells.BinSetOf(model.Number) is null) cells.FreezeBinSet(model.Number);
        // What is sealed is only counts: it can go as a whole, but no event can be taken out of it.
        if (erasure is { Id: null, Tag: null }) cells.DropSealed(model.Number, erasure.From, erasure.To, erasure.Version);
        Recount(model, events.ErasedCells(model.Number, erased.Seq) ?? AllStarts(model.Number, cancellationToken), cancellationToken);
    }

    RebuildResult Rebuild(ModelDefinition model, CancellationToken cancellationToken)
    {
        var result = new RebuildResult(0, 0, All(model.Number).Count(c => c.IsSealed), 0);
        var done = new HashSet<DateTimeOffset>();
        foreach (var start in AllStarts(model.Number, cancellationToken))
        {
            if (done.Contains(start) || cells.Sealed.Contains(model.Number, start)) continue;
            var before = CellsOf(model.Number, CellKey.DayOf(start), CellKey.Longest);
            if (Recount(model, start, cancellationToken) is not { } stretch) continue;
            done.UnionWith(stretch.Quarters);
            var after = CellsOf(model.Number, stretch.From, stretch.To - stretch.From);
            result = result.Plus(new RebuildResult(after.Count, CellComparison.Changed(before, after, stretch), 0, 0));
            if (cells.AreMany) cells.Save();
        }
        return result;
    }

    // The profiles' folder was lost or is older than the log's first row: the rows themselves are still there.
    void RebuildAfterGap(CancellationToken cancellationToken)
    {
        Log.Gap(logger, cells.AppliedSeq, events.AppliedSeq);
        cells.Hold(cells.AppliedSeq + 1);
        cells.Jump(events.AppliedSeq);
        feed.HasGap = false;
        var models = catalog.Models();
        cells.ForgetAllBut(models.Select(m => m.Number).ToHashSet());
        foreach (var model in models)
        {
            if (cells.BinSetOf(model.Number) is null) cells.UseBinSet(model.Number, FirstRows(model, cancellationToken));
            Recount(model, AllStarts(model.Number, cancellationToken), cancellationToken);
        }
    }

    BinSet FirstRows(ModelDefinition model, CancellationToken cancellationToken)
    {
        var first = events.Count(model.Number, cancellationToken).FirstEvent ?? DateTimeOffset.UnixEpoch;
        using var rows = events.Open(model, new EventQuery { From = first, To = first.AddHours(1) }, cancellationToken);
        return BinSet.Of(DatasetProfiles.Build(rows, null, 1, null, cancellationToken));
    }

    void Recount(ModelDefinition model, IEnumerable<DateTimeOffset> starts, CancellationToken cancellationToken)
    {
        var done = new HashSet<DateTimeOffset>();
        foreach (var start in starts)
        {
            if (done.Contains(start) || Recount(model, start, cancellationToken) is not { } stretch) continue;
            done.UnionWith(stretch.Quarters);
            if (cells.AreMany) cells.Save();
        }
    }

    CellStretch? Recount(ModelDefinition model, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var stretch = cells.Recount(model, start, at => events.Open(model, new EventQuery { From = at, To = at + CellKey.Smallest },
            cancellationToken), cancellationToken);
        foreach (var at in stretch?.Quarters ?? []) restatements.Add(new ChangedCell(model.Number, at));
        return stretch;
    }

    void Align(CancellationToken cancellationToken)
    {
        rows.CatchUp(cancellationToken);
        feed.Apply(events.AppliedSeq, null, cancellationToken);
        if (cells.AppliedSeq != events.AppliedSeq && !feed.HasGap)
            throw new StorageException(StorageFailure.Busy, $"The cells stand at {cells.AppliedSeq}, the rows at {events.AppliedSeq}, "
                + $"the log at {log.LastSeq}; cells are counted anew when they agree.");
    }

    // Where cells are, though their rows may be gone, and where rows are, though their cells may be.
    IReadOnlyList<DateTimeOffset> AllStarts(int model, CancellationToken cancellationToken) =>
        [.. All(model).Where(c => !c.IsSealed).Select(c => c.Key.Start).Union(events.Cells(model, null, cancellationToken)).Order()];

    IReadOnlyList<CellProfile> All(int model) => cells.Read(s_allTime with { Model = model }, CancellationToken.None).Cells;

    IReadOnlyList<CellProfile> CellsOf(int model, DateTimeOffset start, TimeSpan length)
    {
        var query = new CellQuery { Model = model, From = start, To = start + length };
        return [.. cells.Read(query, CancellationToken.None).Cells,
            .. cells.Read(query with { AllSegments = true }, CancellationToken.None).Cells];
    }
}
