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
public sealed class CellBook(IProfileStore stored)
{
    readonly Dictionary<int, ModelCells> _models = [];

    /// <summary>Everything up to here is counted, or waits for its model's bin set.</summary>
    public long AppliedSeq { get; private set; } = stored.AppliedSeq;

    /// <summary>Everything up to here is counted: what a snapshot may claim.</summary>
    public long CountedSeq => _models.Values.Select(m => m.FirstWaitingSeq - 1).Append(AppliedSeq).Min();

    /// <summary>Places at hand.</summary>
    public int OpenPlaces => _models.Values.Sum(m => m.OpenPlaces);

    /// <summary>Places that changed since they were saved.</summary>
    public int ChangedPlaces => _models.Values.Sum(m => m.ChangedPlaces);

    /// <summary>Models whose rows wait for a bin set, with the end of their first cell.</summary>
    public IReadOnlyList<(int Model, DateTimeOffset FirstCellEnd)> Waiting =>
        [.. _models.Where(m => m.Value.FirstCellEnd is not null).Select(m => (m.Key, m.Value.FirstCellEnd.GetValueOrDefault()))];

    /// <summary>Applies a frame. Rows up to <see cref="AppliedSeq"/> are skipped; entries that are no events only advance it.</summary>
    public void Apply(LogFrame frame, ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(model);
        if (frame.LastSeq <= AppliedSeq) return;
        if (frame.Entry is LogEntry.Events events)
            ModelOf(model.Number).Add(events.Batch, frame.FirstSeq, Math.Max(AppliedSeq, frame.FirstSeq - 1), model);
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

    /// <summary>Counts the cells of a quarter of an hour anew from its rows. Sealed cells stay.</summary>
    /// <param name="model">The model.</param>
    /// <param name="start">Start of the cells.</param>
    /// <param name="rows">All rows of the time, up to <see cref="AppliedSeq"/>, in the order of their numbers.</param>
    /// <param name="cancellationToken">Stops before anything has changed.</param>
    /// <returns>False when nothing could be counted: no bin set yet, or the cells are sealed.</returns>
    public bool Recount(ModelDefinition model, DateTimeOffset start, IDataset rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        return ModelOf(model.Number).Recount(model, start, rows, AppliedSeq, cancellationToken);
    }

    /// <summary>Cells of a query as they are now, open and stored, by start and version.</summary>
    public IReadOnlyList<CellProfile> Read(CellQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var open = _models.GetValueOrDefault(query.Model)?.Read(query) ?? [];
        var keys = open.Select(c => c.Key).ToHashSet();
        return [.. stored.Read(query, cancellationToken).Where(c => !keys.Contains(c.Key)).Concat(open)
            .OrderBy(c => c.Key.Start).ThenBy(c => c.Key.Length).ThenBy(c => c.Key.Version, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Segment?.Key, StringComparer.Ordinal).ThenBy(c => c.Key.Segment?.Value, StringComparer.Ordinal)];
    }

    /// <summary>Every cell that changed since <see cref="Saved"/>: what goes to the store together with <see cref="CountedSeq"/>.</summary>
    public IReadOnlyList<CellProfile> Changed() => [.. _models.Values.SelectMany(m => m.Changed())];

    /// <summary>The changed cells are in the store. Of the others only the places touched last stay at hand.</summary>
    /// <param name="keep">Places to keep at hand, all models together.</param>
    public void Saved(int keep)
    {
        foreach (var model in _models.Values) model.Saved();
        var touched = _models.Values.SelectMany(m => m.Touched.Select(t => (Model: m, t.Place, t.At)));
        var oldest = touched.OrderByDescending(t => t.At).Skip(keep);
        foreach (var (model, place, _) in oldest.ToArray()) model.Close(place);
    }

    /// <summary>A model is gone.</summary>
    public void Forget(int model) => _models.Remove(model);

    ModelCells ModelOf(int number)
    {
        if (!_models.TryGetValue(number, out var cells)) _models[number] = cells = new ModelCells(number, stored);
        return cells;
    }
}
