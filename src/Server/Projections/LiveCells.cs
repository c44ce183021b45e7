using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>The cells of all models as they are now. Thread-safe: nobody waits for the store but who changes cells.</summary>
sealed partial class LiveCells
{
    /// <summary>Quarters of an hour kept at hand after a snapshot, all models and versions together.</summary>
    public const int KeepOpen = 256;

    /// <summary>About how many bytes of cells are kept at hand after a snapshot.</summary>
    public const long KeepOpenBytes = 64L << 20;

    /// <summary>Changed quarters of an hour, and about how many bytes of all cells at hand, at which a snapshot is due.</summary>
    const int MostChangedPlaces = 512;
    const long MostOpenBytes = 96L << 20;

    /// <summary>Reads that may meet a compaction before one is made to wait for the next.</summary>
    const int MostTries = 3;

    // Whoever changes cells holds the first, then the second while memory changes; readers take the second alone, never while they read the
    // store.
    readonly Lock _changing = new();
    readonly Lock _lock = new();
    readonly IProfileStore _store;
    readonly BinSetCatalog _binSets;
    readonly CellBook _book;
    readonly Dictionary<int, DateTimeOffset> _lastEvent = [];
    long _compactions;
    long _heldSeq = long.MaxValue;

    public LiveCells(IProfileStore store, IEventStore events, BinSetCatalog binSets, IModelCatalog models)
    {
        (_store, _binSets, _book) = (store, binSets, new CellBook(store, Sealed));
        foreach (var days in store.SealedDays().GroupBy(d => d.Model)) Sealed.Add(days.Key, days.Select(d => d.Day));
        // Of most of thousands of models nothing may ever have come.
        var stored = events.Models(CancellationToken.None);
        foreach (var model in models.Models())
        {
            if (binSets.Find(model.Number) is { } binSet) _book.UseBinSet(model.Number, binSet);
            if (stored.Contains(model.Number) && events.Count(model.Number, CancellationToken.None).LastEvent is { } last)
                _lastEvent[model.Number] = last;
        }
    }

    /// <summary>Days whose cells take no more rows and are never counted anew.</summary>
    public SealedDays Sealed { get; } = new();

    /// <summary>Every row up to here has been counted or waits for its model's bin set.</summary>
    public long AppliedSeq
    {
        get { lock (_lock) return _book.AppliedSeq; }
    }

    /// <summary>True when so much is in memory that a snapshot should be written.</summary>
    public bool AreMany
    {
        get { lock (_lock) return _book.ChangedPlaces >= MostChangedPlaces || _book.OpenBytes >= MostOpenBytes; }
    }

    /// <summary>Quarters of an hour in memory, all models and versions together, and about how many bytes they take.</summary>
    public (int Places, long Bytes) Open
    {
        get { lock (_lock) return (_book.OpenPlaces, _book.OpenBytes); }
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
            _book.Apply(frame, model, MakeRoom);
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

    /// <summary>Freezes a bin set on the rows of a model that wait for one, however few.</summary>
    public void FreezeBinSet(int model)
    {
        lock (_changing)
        lock (_lock)
        {
            _book.FreezeBinSet(model);
            KeepBinSet(model);
        }
    }

    /// <summary>Cells of a query and how far they have come: at least to the number given.</summary>
    public (IReadOnlyList<CellProfile> Cells, long Seq) Read(CellQuery query, CancellationToken cancellationToken)
    {
        for (int i = 0; i < MostTries; i++)
        {
            CellsAtHand atHand;
            long seq, compactions;
            lock (_lock) (atHand, seq, compactions) = (_book.AtHand(query), _book.AppliedSeq, _compactions);
            var stored = _store.Read(atHand.Rest(query), cancellationToken);
            // Merged meanwhile, a cell at hand would be in a longer one too.
            lock (_lock) if (compactions == _compactions) return (atHand.With(stored), seq);
        }
        lock (_changing) return (_book.Read(query, cancellationToken), _book.AppliedSeq);
    }

    /// <summary>Counts a quarter of an hour anew, with the whole of the longer cell it may have been merged into.</summary>
    /// <param name="rowsOf">The rows of the quarter of an hour that begins at a moment.</param>
    /// <returns>What was counted; null when nothing could be.</returns>
    public CellStretch? Recount(ModelDefinition model, DateTimeOffset start, Func<DateTimeOffset, IDataset> rowsOf,
        CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            if (_book.StretchOf(model.Number, start, cancellationToken) is not { } stretch) return null;
            IReadOnlyList<CellKey> atHand;
            lock (_lock) atHand = _book.KeysAtHand(model.Number, stretch);
            if (_book.Count(model, stretch, atHand, rowsOf, cancellationToken) is not { } recount) return null;
            lock (_lock) return _book.Put(recount);
        }
    }

    /// <summary>From this number of the log on no snapshot claims to hold anything: the cells do not yet say what they should.</summary>
    public void Hold(long seq)
    {
        lock (_lock) _heldSeq = Math.Min(_heldSeq, seq);
    }

    /// <summary>The cells say what they should.</summary>
    public void EndHold()
    {
        lock (_lock) _heldSeq = long.MaxValue;
    }

    /// <summary>Writes what changed to the store.</summary>
    public void Save()
    {
        lock (_changing) SaveChanged();
    }

    /// <summary>The cells up to here will be counted from stored rows: the log no longer has them.</summary>
    public void Jump(long seq)
    {
        lock (_changing)
        lock (_lock)
            _book.Jump(seq);
    }

    // Within a frame, whose caller holds both locks: only one whose rows lie in hundreds of cells comes here, and readers wait for it.
    void MakeRoom()
    {
        if (AreMany) SaveChanged();
    }

    void SaveChanged()
    {
        IReadOnlyList<CellKey> replaced;
        long seq;
        int changed;
        lock (_lock) (changed, replaced, seq) = (_book.ChangedPlaces, _book.Replaced(), Math.Min(_book.CountedSeq, _heldSeq - 1));
        if (changed == 0 && replaced.Count == 0 && seq == _store.AppliedSeq) return;
        // Nobody else changes the book meanwhile; who reads it changes nothing.
        _store.Save(_book.Changed(), seq, replaced);
        lock (_lock) _book.Saved(KeepOpen, KeepOpenBytes);
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
