using System.Collections.Immutable;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>What the index knows of an event.</summary>
enum Sighting
{
    New,

    /// <summary>There already, with the same content.</summary>
    Same,

    /// <summary>There already, with other content.</summary>
    Different,
}

/// <summary>Which events are in the log. The newest are in a table in memory, the rest in sorted runs on disk; a full table becomes a run,
/// and runs of like size are merged, on a thread of the index. Everything but <see cref="Find"/> is called by the log's writer
/// alone.</summary>
sealed class IdentityIndex : IDisposable
{
    const int RunsOfOneSize = 4;
    readonly string _folder;
    readonly ulong _folderId;
    readonly int _mostInMemory;
    readonly List<IdentityEntry> _added = [];
    readonly Dictionary<long, IdentityRun> _open = [];
    readonly CancellationTokenSource _closing = new();
    IdentityManifest _manifest;
    IdentityTable _hot = new();
    IdentityTable _spare = new();
    IdentityEntry[] _sorting = [];
    (IdentityTable Table, long Seq)? _full;
    Making? _spill;
    Making? _merge;
    volatile StoredRuns _stored;
    long _seq;
    long _trimUpTo;
    bool _isSpillWanted;

    public IdentityIndex(string folder, ulong folderId, int mostInMemory, IdentityManifest manifest)
    {
        (_folder, _folderId, _mostInMemory, _manifest) = (folder, folderId, mostInMemory, manifest);
        foreach (RunNote run in manifest.Runs) _open.Add(run.Number, IdentityRun.Open(folder, run.Number));
        foreach (string file in Directory.EnumerateFiles(folder, "*.run"))
            if (!_open.Values.Any(r => r.Path == file)) File.Delete(file);
        _seq = manifest.CoveredSeq;
        _stored = StoredRuns.Of(manifest, _open);
    }

    /// <summary>Identities of all rows up to here are on disk outside the log.</summary>
    public long CoveredSeq => _manifest.CoveredSeq;

    public int RunCount => _manifest.Runs.Length;

    /// <summary>Identities on disk.</summary>
    public long InRuns => _manifest.Runs.Sum(r => r.Count);

    public int InMemory => _hot.Count + (_full?.Table.Count ?? 0);

    /// <summary>True when <see cref="Tend"/> has something to do soon.</summary>
    public bool IsBusy => _spill is not null || _merge is not null || _full is not null || (_isSpillWanted && _seq > CoveredSeq);

    /// <summary>Times of the events of an id in any cell, as far as they are in runs, and up to which row that is. For any
    /// thread.</summary>
    /// <exception cref="StorageException">A run is damaged, or the index was closed.</exception>
    public (IReadOnlyList<long> Times, long Seq) Find(int model, UInt128 hash)
    {
        while (true)
        {
            StoredRuns stored = _stored;
            try
            {
                return (stored.Times(model, hash), stored.CoveredSeq);
            }
            catch (ObjectDisposedException)
            {
                // A merge has put another run in the place of one that was being read.
                if (_closing.IsCancellationRequested) throw new StorageException(StorageFailure.Closed, "The event log is closed.");
            }
        }
    }

    /// <summary>Adds an event if it is new.</summary>
    public Sighting Add(in IdentityEntry entry)
    {
        if (TryFind(entry, out IdentityEntry found)) return found.Content == entry.Content ? Sighting.Same : Sighting.Different;
        _hot.Add(entry);
        _added.Add(entry);
        return Sighting.New;
    }

    /// <summary>Adds an event that the log has accepted.</summary>
    public void Know(in IdentityEntry entry)
    {
        if (!_hot.TryFind(entry, out _)) _hot.Add(entry);
    }

    /// <summary>What was added is on disk up to a row.</summary>
    public void Commit(long seq)
    {
        _added.Clear();
        _seq = seq;
    }

    /// <summary>Forgets what was added since the last <see cref="Commit"/>.</summary>
    public void RollBack()
    {
        foreach (IdentityEntry entry in _added) _hot.Remove(entry);
        _added.Clear();
    }

    /// <summary>Makes the identities of erased events free again. To be called when nothing is uncommitted.</summary>
    public void Erase(ErasureRule rule)
    {
        _hot.RemoveErased(rule);
        if (_manifest.Rules.Contains(rule)) return;
        _manifest = _manifest with { Rules = [.. _manifest.Rules.Add(rule).OrderBy(r => r.Seq)] };
        DropDoneRules();
    }

    /// <summary>Lets the identities of a time go: nobody will ask for them. Unlike erased ones they are worth writing runs anew for, one by
    /// one, because they are many.</summary>
    public void Forget(Erasure aged, SipHash hash)
    {
        if (ErasureRule.Of(aged, _seq, hash) is not { } rule) throw new ArgumentException("A time has no tag.", nameof(aged));
        Erase(rule);
        _trimUpTo = _seq;
    }

    /// <summary>Wants everything committed to be on disk soon, so that segments of the log can go.</summary>
    public void WantSpill() => _isSpillWanted = true;

    /// <summary>Takes over finished runs and starts what is due. To be called when nothing is uncommitted.</summary>
    public void Tend()
    {
        if (_merge is { Run.IsCompleted: true }) FinishMerge();
        // Two full tables: the disk is slower than the senders, who wait for it here.
        if (_spill is { } spill && (spill.Run.IsCompleted || _hot.Count >= _mostInMemory)) FinishSpill();
        if (_full is null && (_hot.Count >= _mostInMemory || (_isSpillWanted && _seq > CoveredSeq))) Freeze();
        if (_full is { } full && _spill is null) StartSpill(full.Table, full.Seq);
        if (_merge is null && FindMerge() is { IsEmpty: false } from) StartMerge(from);
    }

    /// <summary>Ends the work that is under way. Memory is brought to disk where reading it from the log again would take long.</summary>
    public void Close(int worthwhile)
    {
        _closing.Cancel();
        if (_merge is not null) FinishMerge();
        if (_spill is not null) FinishSpill();
        if (_full is null && _hot.Count >= worthwhile) Freeze();
        if (_full is not { } full) return;
        // Where the disk is full the log still has these rows.
        StartSpill(full.Table, full.Seq);
        FinishSpill();
    }

    public void Dispose()
    {
        _closing.Cancel();
        // A run that nobody takes over any more is deleted on the next start.
        foreach (Making making in new[] { _spill, _merge }.OfType<Making>())
        {
            ((IAsyncResult)making.Run).AsyncWaitHandle.WaitOne();
            if (making.Run.IsCompletedSuccessfully) making.Run.Result.Dispose();
        }
        foreach (IdentityRun run in _open.Values) run.Dispose();
        _closing.Dispose();
    }

    bool TryFind(in IdentityEntry entry, out IdentityEntry found)
    {
        if (_hot.TryFind(entry, out found)) return true;
        if (_full is { } full && full.Table.TryFind(entry, out found) && !IsErased(found, full.Seq)) return true;
        foreach (RunNote run in _manifest.Runs)
            if (_open[run.Number].TryFind(entry, out found) && !IsErased(found, run.RulesUpTo)) return true;
        return false;
    }

    bool IsErased(in IdentityEntry entry, long rulesUpTo)
    {
        for (int i = _manifest.Rules.Length - 1; i >= 0 && _manifest.Rules[i].Seq > rulesUpTo; i--)
            if (_manifest.Rules[i].Erases(entry)) return true;
        return false;
    }

    void Freeze()
    {
        _full = (_hot, _seq);
        _hot = _spare;
        _isSpillWanted = false;
    }

    void StartSpill(IdentityTable table, long seq)
    {
        var made = new RunNote(TakeNumber(), table.Count, seq);
        string path = IdentityRun.PathOf(_folder, made.Number);
        if (_sorting.Length < table.Count) _sorting = new IdentityEntry[Math.Max(table.Count, _sorting.Length * 2)];
        IdentityEntry[] sorting = _sorting;
        _spill = new Making(made, [], OnOwnThread(() =>
        {
            IdentityMerge.Spill(table, sorting, path);
            return IdentityRun.Open(_folder, made.Number);
        }));
    }

    void StartMerge(ImmutableArray<RunNote> from)
    {
        var runs = from.Select(r => (_open[r.Number], RulesAfter(r.RulesUpTo))).ToList();
        long rulesUpTo = Math.Max(from.Max(r => r.RulesUpTo), _manifest.Rules.IsEmpty ? 0 : _manifest.Rules[^1].Seq);
        var made = new RunNote(TakeNumber(), 0, rulesUpTo);
        string path = IdentityRun.PathOf(_folder, made.Number);
        CancellationToken closing = _closing.Token;
        _merge = new Making(made, from, OnOwnThread(() =>
        {
            IdentityMerge.Merge(runs, path, closing);
            return IdentityRun.Open(_folder, made.Number);
        }));
    }

    long TakeNumber()
    {
        long number = _manifest.NextNumber;
        _manifest = _manifest with { NextNumber = number + 1 };
        return number;
    }

    ErasureRules RulesAfter(long seq) => new(_manifest.Rules.Where(r => r.Seq > seq));

    /// <summary>Four runs of like size, the smallest first: every identity is written again once for each fourfold of the whole.</summary>
    ImmutableArray<RunNote> FindMerge()
    {
        var due = _manifest.Runs.GroupBy(r => (int)Math.Max(0, Math.Log(Math.Max(1, (double)r.Count / _mostInMemory), RunsOfOneSize) + .5))
            .Where(size => size.Count() >= RunsOfOneSize).MinBy(size => size.Key);
        return due is null ? FindTrim() : [.. due.OrderBy(r => r.Count).Take(RunsOfOneSize)];
    }

    /// <summary>A run that may hold identities nobody will ask for.</summary>
    ImmutableArray<RunNote> FindTrim()
    {
        long newest = _manifest.Rules.Where(r => r.Seq <= _trimUpTo).Select(r => r.Seq).LastOrDefault();
        return [.. _manifest.Runs.Where(r => r.RulesUpTo < newest).OrderBy(r => r.RulesUpTo).Take(1)];
    }

    void FinishSpill()
    {
        if (_spill is { } spill && IsDone(spill)) Adopt(spill);
        _spill = null;
    }

    void FinishMerge()
    {
        if (_merge is { } merge && IsDone(merge)) Adopt(merge);
        _merge = null;
    }

    /// <summary>Waits. False where the disk had no room, or the index is being closed: what was to be written is still where it
    /// was.</summary>
    bool IsDone(Making making)
    {
        ((IAsyncResult)making.Run).AsyncWaitHandle.WaitOne();
        if (making.Run.Exception?.InnerException is not { } failure) return true;
        File.Delete(IdentityRun.PathOf(_folder, making.Made.Number));
        if (Disk.IsFull(failure) || failure is OperationCanceledException) return false;
        throw failure as StorageException
            ?? new StorageException(StorageFailure.Closed, $"The index of event ids cannot be written: {failure.Message}", failure);
    }

    void Adopt(Making making)
    {
        IdentityRun run = making.Run.Result;
        bool isSpill = making.From.IsEmpty;
        IdentityManifest manifest = _manifest with
        {
            Runs = [.. _manifest.Runs.Except(making.From), making.Made with { Count = run.Count }],
            CoveredSeq = isSpill ? making.Made.RulesUpTo : _manifest.CoveredSeq,
        };
        manifest.Write(IdentityManifest.PathIn(_folder), _folderId);
        _manifest = manifest;
        _open.Add(making.Made.Number, run);
        _stored = StoredRuns.Of(manifest, _open);
        if (isSpill && _full is { } full)
        {
            _spare = full.Table;
            _spare.Clear();
            _full = null;
        }
        foreach (RunNote gone in making.From)
        {
            _open.Remove(gone.Number, out IdentityRun? old);
            old!.Dispose();
            File.Delete(old.Path);
        }
        DropDoneRules();
    }

    void DropDoneRules()
    {
        long oldest = _manifest.Runs.Select(r => r.RulesUpTo).Append(_full?.Seq ?? long.MaxValue).Min();
        _manifest = _manifest with { Rules = [.. _manifest.Rules.Where(r => r.Seq > oldest)] };
    }

    static Task<IdentityRun> OnOwnThread(Func<IdentityRun> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>A run that is being written.</summary>
    /// <param name="From">The runs it replaces; none for a table from memory.</param>
    sealed record Making(RunNote Made, ImmutableArray<RunNote> From, Task<IdentityRun> Run);
}
