using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>Advances the cells of all models with the log. Not thread-safe.</summary>
/// <remarks>
/// A cell is a function of its rows in the order of their numbers and of its bin set. So the same log gives the same cells to the last bit,
/// whatever its batches, and wherever it was stopped and taken up again: rows a stored cell already holds are skipped.
/// </remarks>
/// <param name="stored">Where cells come from that are not at hand; nothing is written here.</param>
/// <param name="sealedDays">Days whose cells are never counted anew.</param>
public sealed class CellBook(IProfileStore stored, SealedDays sealedDays)
{
    readonly Dictionary<int, ModelCells> _models = [];
    readonly OpenCells _open = new();

    /// <summary>Everything up to here is counted, or waits for its model's bin set.</summary>
    public long AppliedSeq { get; private set; } = stored.AppliedSeq;

    /// <summary>Everything up to here is counted: what a snapshot may claim.</summary>
    public long CountedSeq => _models.Values.Select(m => m.FirstWaitingSeq - 1).Append(AppliedSeq).Min();

    /// <summary>Places at hand.</summary>
    public int OpenPlaces => _open.Places;

    /// <summary>Places that changed since they were saved.</summary>
    public int ChangedPlaces => _open.Changed;

    /// <summary>About how many bytes of memory the places at hand take.</summary>
    public long OpenBytes => _open.Bytes;

    /// <summary>Models whose rows wait for a bin set, with the end of their first cell.</summary>
    public IReadOnlyList<(int Model, DateTimeOffset FirstCellEnd)> Waiting =>
        [.. _models.Where(m => m.Value.FirstCellEnd is not null).Select(m => (m.Key, m.Value.FirstCellEnd.GetValueOrDefault()))];

    /// <summary>Applies a frame. Rows up to <see cref="AppliedSeq"/> are skipped; entries that are no events only advance it.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="model">Its model.</param>
    /// <param name="between">Called after each place of the frame: what changed may be saved then, with <see cref="CountedSeq"/> as it is,
    /// so that a frame whose rows lie in thousands of cells needs not all of them at hand. Cells know which rows they hold, so a replay of
    /// the frame counts none twice.</param>
    public void Apply(LogFrame frame, ModelDefinition model, Action? between = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(model);
        if (frame.LastSeq <= AppliedSeq) return;
        if (frame.Entry is LogEntry.Events events)
            ModelOf(model.Number).Add(events.Batch, frame.FirstSeq, Math.Max(AppliedSeq, frame.FirstSeq - 1), model, between);
        AppliedSeq = frame.LastSeq;
    }

    /// <summary>Passes over a frame of a model that is gone.</summary>
    public void Skip(LogFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Jump(frame.LastSeq);
    }

    /// <summary>Goes on behind <paramref name="seq"/>: the cells of the rows up to there are recounted instead.</summary>
    public void Jump(long seq) => AppliedSeq = Math.Max(AppliedSeq, seq);

    /// <summary>The bin set new cells of a model are counted on; null while its first rows wait.</summary>
    public BinSet? BinSetOf(int model) => _models.GetValueOrDefault(model)?.BinSet;

    /// <summary>From now on new cells of a model are counted on this bin set; columns only the present one has stay. Cells that are there
    /// keep theirs until they are recounted.</summary>
    public void UseBinSet(int model, BinSet binSet)
    {
        ArgumentNullException.ThrowIfNull(binSet);
        ModelOf(model).Use(binSet);
    }

    /// <summary>Freezes a provisional bin set on the rows that wait, however few: the first cell is over.</summary>
    public void FreezeBinSet(int model) => _models.GetValueOrDefault(model)?.Freeze();

    /// <summary>Counts the cells of a quarter of an hour anew from its rows, and where they were merged into a longer cell, all quarters of
    /// that. Sealed cells stay.</summary>
    /// <param name="model">The model.</param>
    /// <param name="start">Start of the cells.</param>
    /// <param name="rowsOf">All rows of the quarter of an hour that begins at a moment, up to <see cref="AppliedSeq"/>, in the order of
    /// their numbers.</param>
    /// <param name="cancellationToken">Stops before anything has changed.</param>
    /// <returns>What was counted anew; null when nothing could be: no bin set yet, or the cells are sealed.</returns>
    public CellStretch? Recount(ModelDefinition model, DateTimeOffset start, Func<DateTimeOffset, IDataset> rowsOf,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rowsOf);
        if (StretchOf(model.Number, start, cancellationToken) is not { } stretch) return null;
        return Count(model, stretch, KeysAtHand(model.Number, stretch), rowsOf, cancellationToken) is { } recount ? Put(recount) : null;
    }

    /// <summary>What must be counted anew together with a quarter of an hour; null when it is sealed. Reads the store only.</summary>
    public CellStretch? StretchOf(int model, DateTimeOffset start, CancellationToken cancellationToken) =>
        _models.GetValueOrDefault(model)?.StretchOf(start, cancellationToken);

    /// <summary>Keys of the short cells of a stretch that are in memory.</summary>
    public IReadOnlyList<CellKey> KeysAtHand(int model, CellStretch stretch) => [.. ModelOf(model).KeysAtHand(stretch)];

    /// <summary>Counts a stretch anew; nothing changes before <see cref="Put"/>, so cells may be read meanwhile.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stretch">Of <see cref="StretchOf"/>.</param>
    /// <param name="atHand">Of <see cref="KeysAtHand"/>.</param>
    /// <param name="rowsOf">All rows of the quarter of an hour that begins at a moment, in the order of their numbers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null without a bin set.</returns>
    public CellRecount? Count(ModelDefinition model, CellStretch stretch, IReadOnlyList<CellKey> atHand,
        Func<DateTimeOffset, IDataset> rowsOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var cells = ModelOf(model.Number);
        var known = cells.KeysStored(stretch, cancellationToken).Concat(atHand);
        return cells.BinSet is { } binSet
            ? CellRecount.Count(model, stretch, binSet, known, rowsOf, AppliedSeq, cancellationToken) : null;
    }

    /// <summary>Puts what was counted in the place of what is there.</summary>
    public CellStretch Put(CellRecount recount)
    {
        ArgumentNullException.ThrowIfNull(recount);
        ModelOf(recount.Model).Put(recount);
        return recount.Stretch;
    }

    /// <summary>Cells of a query as they are now, open and stored, by start and version.</summary>
    public IReadOnlyList<CellProfile> Read(CellQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var atHand = AtHand(query);
        return atHand.With(stored.Read(atHand.Rest(query), cancellationToken));
    }

    /// <summary>What is to be read of the cells at hand: <see cref="CellsAtHand.With"/> adds those of the store.</summary>
    public CellsAtHand AtHand(CellQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _models.GetValueOrDefault(query.Model) is not { } model ? CellsAtHand.None
            : new CellsAtHand(model.Read(query), [.. model.Replaced]);
    }

    /// <summary>Every cell that changed since <see cref="Saved"/>: what goes to the store together with <see cref="CountedSeq"/>. Made one
    /// by one as they are gone through: together they take as much memory as the book itself. The book must not change meanwhile.</summary>
    public IEnumerable<CellProfile> Changed() => _models.Values.SelectMany(m => m.Changed());

    /// <summary>Longer stored cells in whose place <see cref="Changed"/> is.</summary>
    public IReadOnlyList<CellKey> Replaced() => [.. _models.Values.SelectMany(m => m.Replaced)];

    /// <summary>The changed cells are in the store. Of the others only the places touched last stay at hand.</summary>
    /// <param name="keep">Places to keep at hand, all models together.</param>
    /// <param name="keepBytes">About how many bytes they may take.</param>
    public void Saved(int keep, long keepBytes = long.MaxValue)
    {
        foreach (var model in _models.Values) model.Saved();
        if (_open.Places <= keep && _open.Bytes <= keepBytes) return;
        var touched = _models.Values.SelectMany(m => m.Touched.Select(t => (Model: m, t.Place, t.At)));
        foreach (var (model, place, _) in touched.OrderBy(t => t.At).ToArray())
        {
            if (_open.Places <= keep && _open.Bytes <= keepBytes) return;
            model.Close(place);
        }
    }

    /// <summary>Saved cells of a time are no longer at hand: the store will change them.</summary>
    /// <param name="model">Only of this model; null: of all.</param>
    /// <param name="isOf">Says of the start of a cell whether it is of the time.</param>
    public void Close(int? model, Func<DateTimeOffset, bool> isOf)
    {
        foreach (var (number, cells) in _models)
            if (model is null || model == number) cells.Close(isOf);
    }

    /// <summary>A model is gone.</summary>
    public void Forget(int model)
    {
        if (_models.Remove(model, out var cells)) cells.Forget();
    }

    ModelCells ModelOf(int number)
    {
        if (!_models.TryGetValue(number, out var cells)) _models[number] = cells = new ModelCells(number, stored, sealedDays, _open);
        return cells;
    }
}
