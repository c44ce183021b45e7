using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>The cells of all models as they are now. Thread-safe: readers wait for a frame and for one another, never
/// while a snapshot is written.</summary>
sealed class LiveCells
{
    /// <summary>Quarters of an hour kept at hand after a snapshot, all models and versions together.</summary>
    public const int KeepOpen = 256;

    // Whoever changes cells holds the first, then the second; readers take the second alone.
    readonly Lock _changing = new();
    readonly Lock _lock = new();
    readonly IProfileStore _store;
    readonly BinSetCatalog _binSets;
    readonly CellBook _book;
    readonly Dictionary<int, DateTimeOffset> _lastEvent = [];

    public LiveCells(IProfileStore store, IEventStore events, BinSetCatalog binSets, IModelCatalog models)
    {
        (_store, _binSets, _book) = (store, binSets, new CellBook(store));
        foreach (var model in models.Models())
        {
            if (binSets.Find(model.Number) is { } binSet) _book.UseBinSet(model.Number, binSet);
            if (events.Count(model.Number, CancellationToken.None).LastEvent is { } last) _lastEvent[model.Number] = last;
        }
    }

    /// <summary>Every row up to here has been counted or waits for its model's bin set.</summary>
    public long AppliedSeq
    {
        get { lock (_lock) return _book.AppliedSeq; }
    }

    /// <summary>Places that a snapshot would write.</summary>
    public int ChangedPlaces
    {
        get { lock (_lock) return _book.ChangedPlaces; }
    }

    public void Apply(LogFrame frame, ModelDefinition? model)
    {
        lock (_changing)
        lock (_lock)
        {
            if (model is null)
            {
                _book.Skip(frame);
                return;
            }
            bool waited = _book.BinSetOf(model.Number) is null;
            _book.Apply(frame, model);
            if (waited) KeepBinSet(model.Number);
            if (frame.Entry is LogEntry.Events events) NoteTimes(model.Number, events.Batch.Times.Span);
        }
    }

    /// <summary>Time of the last accepted event; null when there never was one.</summary>
    public DateTimeOffset? LastEvent(int model)
    {
        lock (_lock) return _lastEvent.TryGetValue(model, out var last) ? last : null;
    }

    public BinSet? BinSetOf(int model)
    {
        lock (_lock) return _book.BinSetOf(model);
    }

    public void UseBinSet(int model, BinSet binSet)
    {
        lock (_changing)
        lock (_lock)
        {
            _book.UseBinSet(model, binSet);
            KeepBinSet(model);
        }
    }

    /// <summary>Freezes a bin set for models whose first cell is over, though few rows came.</summary>
    public void FreezeBinSets(DateTimeOffset now, Func<int, TimeSpan> lateness)
    {
        lock (_changing)
        lock (_lock)
            foreach (var (model, end) in _book.Waiting)
            {
                if (now < end + lateness(model)) continue;
                _book.FreezeBinSet(model);
                KeepBinSet(model);
            }
    }

    /// <summary>Cells of a query and how far they have come.</summary>
    public (IReadOnlyList<CellProfile> Cells, long Seq) Read(CellQuery query, CancellationToken cancellationToken)
    {
        lock (_lock) return (_book.Read(query, cancellationToken), _book.AppliedSeq);
    }

    public bool Recount(ModelDefinition model, DateTimeOffset start, Engine.Columns.IDataset rows, CancellationToken cancellationToken)
    {
        lock (_changing)
        lock (_lock)
            return _book.Recount(model, start, rows, cancellationToken);
    }

    /// <summary>Writes what changed to the store.</summary>
    /// <returns>Cells written.</returns>
    public int Save()
    {
        lock (_changing)
        {
            IReadOnlyList<CellProfile> changed;
            long seq;
            lock (_lock) (changed, seq) = (_book.Changed(), _book.CountedSeq);
            if (changed.Count == 0 && seq == _store.AppliedSeq) return 0;
            _store.Save([.. changed], seq);
            lock (_lock) _book.Saved(KeepOpen);
            return changed.Count;
        }
    }

    /// <summary>The cells up to here will be counted from stored rows: the log no longer has them.</summary>
    public void Jump(long seq)
    {
        lock (_changing)
        lock (_lock)
            _book.Jump(seq);
    }

    /// <summary>A model is gone with all its cells, also the stored ones.</summary>
    public void Forget(int model)
    {
        lock (_changing)
        {
            lock (_lock)
            {
                _book.Forget(model);
                _lastEvent.Remove(model);
            }
            _store.Delete(model, null, null);
        }
    }

    void KeepBinSet(int model)
    {
        if (_book.BinSetOf(model) is { } binSet) _binSets.Keep(model, binSet);
    }

    void NoteTimes(int model, ReadOnlySpan<long> times)
    {
        if (times.IsEmpty) return;
        long last = times[0];
        foreach (long time in times) last = Math.Max(last, time);
        var moment = DateTimeOffset.UnixEpoch.AddTicks(last * TimeSpan.TicksPerMicrosecond);
        if (!_lastEvent.TryGetValue(model, out var known) || moment > known) _lastEvent[model] = moment;
    }
}
