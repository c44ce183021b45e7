using System.Collections.Concurrent;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>The one thread that decides and writes: takes what waits, leaves out duplicates, writes once, flushes once, then
/// answers.</summary>
sealed class LogWriter
{
    const int WorthSpilling = 65_536;
    static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(200);
    readonly AppendQueue _queue;
    readonly LogFiles _files;
    readonly IdentityIndex _index;
    readonly SipHash _hash;
    readonly EventLogOptions _options;
    readonly TimeProvider _time;
    readonly Action<DurableLog> _publish;
    readonly Action<StorageException> _stopped;
    readonly List<PendingAppend> _group = [];
    readonly List<PendingAppend> _placed = [];
    readonly ConcurrentQueue<Erasure> _aged = [];
    readonly Thread _thread;
    EventLogFigures _figures;
    long _markedAt;
    long _released;

    public LogWriter(AppendQueue queue, LogFiles files, IdentityIndex index, SipHash hash, EventLogOptions options, TimeProvider time,
        EventLogFigures figures, Action<DurableLog> publish, Action<StorageException> stopped)
    {
        (_queue, _files, _index, _hash, _options, _time) = (queue, files, index, hash, options, time);
        (_figures, _publish, _stopped) = (figures, publish, stopped);
        _markedAt = time.GetTimestamp();
        _thread = new Thread(Run) { Name = "event log", IsBackground = true };
    }

    public EventLogFigures Figures => Volatile.Read(ref _figures) with { WaitingBytes = _queue.Bytes };

    public void Start() => _thread.Start();

    /// <summary>Waits until everything that was accepted is answered.</summary>
    public void Join() => _thread.Join();

    public void Release(long seq)
    {
        long before = Interlocked.Read(ref _released);
        while (seq > before && Interlocked.CompareExchange(ref _released, seq, before) is var now && now != before) before = now;
        _queue.Wake();
    }

    /// <summary>Identities of a time are no longer needed.</summary>
    public void Forget(Erasure aged)
    {
        _aged.Enqueue(aged);
        _queue.Wake();
    }

    void Run()
    {
        try
        {
            while (_queue.Take(_group, _options.GroupBytes, HasChores ? s_soon : Timeout.InfiniteTimeSpan))
            {
                if (_group.Count > 0) Commit();
                Tend();
            }
            _files.WriteMark();
            _index.Close(WorthSpilling);
        }
        catch (Exception failure)
        {
            Stop(Told(failure));
        }
    }

    bool HasChores => _files.IsMarkBehind || _index.IsBusy;

    void Commit()
    {
        try
        {
            Place();
            Write();
        }
        catch (Exception failure)
        {
            _index.RollBack();
            StorageException told = Told(failure);
            Count(f => f with { DiskFull = f.DiskFull + (told.Failure == StorageFailure.DiskFull ? 1 : 0) });
            Answer(_placed, append => append.Fail(told));
            if (!told.IsTransient) throw told;
        }
        finally
        {
            _placed.Clear();
        }
    }

    /// <summary>Who was cancelled while waiting is left out, and each row that is there already.</summary>
    void Place()
    {
        var cancelled = new List<PendingAppend>();
        foreach (PendingAppend append in _group) (append.IsCancelled ? cancelled : _placed).Add(append);
        _group.Clear();
        Answer(cancelled, append => append.Cancel());
        foreach (PendingAppend append in _placed) append.LeaveOutDuplicates(_index);
    }

    void Write()
    {
        var written = _placed.FindAll(a => a.Accepted > 0);
        long seq = _files.Durable.LastSeq, first = seq + 1;
        DateTimeOffset now = _time.GetUtcNow();
        var firsts = new List<long>(written.Count);
        for (int i = 0; i < written.Count; i++)
        {
            firsts.Add(seq + 1);
            written[i].Number(seq + 1, now, _files.Group + 1, i == written.Count - 1);
            seq += written[i].Accepted;
        }
        long began = _time.GetTimestamp();
        if (written.Count > 0) _files.Append(written.ConvertAll(a => a.Frame), firsts, seq);
        var took = _time.GetElapsedTime(began);
        _index.Commit(seq);
        if (_placed.Count > 0 && _placed[^1].Erasure is { } erasure && ErasureRule.Of(erasure, seq, _hash) is { } rule) _index.Erase(rule);
        Count(f => f with
        {
            Groups = f.Groups + (written.Count > 0 ? 1 : 0),
            WriteTime = f.WriteTime + took,
            Frames = f.Frames + written.Count,
            Rows = f.Rows + seq - first + 1,
            Duplicates = f.Duplicates + _placed.Sum(a => a.DuplicateCount),
            Bytes = f.Bytes + written.Sum(a => (long)a.Frame.Length),
        });
        _publish(_files.Durable);
        Answer(_placed, append => append.Complete());
    }

    void Answer(List<PendingAppend> appends, Action<PendingAppend> answer)
    {
        foreach (PendingAppend append in appends)
        {
            _queue.GiveBack(append.Bytes);
            append.Dispose();
            answer(append);
        }
    }

    /// <summary>What is due besides appends: the mark, the index, released segments.</summary>
    void Tend()
    {
        try
        {
            while (_aged.TryDequeue(out Erasure? aged)) _index.Forget(aged, _hash);
            _index.Tend();
            DeleteReleased();
            if (_files.IsMarkBehind && _time.GetElapsedTime(_markedAt) >= _options.MarkEvery)
            {
                _files.WriteMark();
                _markedAt = _time.GetTimestamp();
            }
        }
        catch (IOException failure) when (Disk.IsFull(failure))
        {
            // Nothing is lost: the mark stays behind, and the chore is done when space returns.
            Count(f => f with { DiskFull = f.DiskFull + 1 });
        }
        Count(f => f with
        {
            Segments = _files.Durable.Segments.Length,
            IdentitiesInMemory = _index.InMemory,
            IdentityRuns = _index.RunCount,
        });
    }

    /// <summary>A segment may go when every projection has its rows and its identities are on disk elsewhere.</summary>
    void DeleteReleased()
    {
        long released = Interlocked.Read(ref _released);
        int wanted = _files.CountBefore(released), possible = _files.CountBefore(Math.Min(released, _index.CoveredSeq));
        if (wanted > possible) _index.WantSpill();
        if (possible == 0) return;
        _files.DeleteFirst(possible);
        _publish(_files.Durable);
    }

    /// <summary>After a failure that may have left less on disk than is believed nothing is accepted any more.</summary>
    void Stop(StorageException failure)
    {
        _queue.Close(failure);
        while (_queue.Take(_group, long.MaxValue, TimeSpan.Zero))
        {
            Answer(_group, append => append.Fail(failure));
            _group.Clear();
        }
        _stopped(failure);
    }

    void Count(Func<EventLogFigures, EventLogFigures> change) => Volatile.Write(ref _figures, change(_figures));

    static StorageException Told(Exception failure) => failure switch
    {
        StorageException storage => storage,
        _ when Disk.IsFull(failure) => new StorageException(StorageFailure.DiskFull,
            "The disk of the data folder is full: nothing was accepted. What was acknowledged is safe; free some space and send again.",
            failure),
        _ => new StorageException(StorageFailure.Closed,
            $"The event log could not be written: {failure.Message} Plumbline accepts nothing until it is restarted.", failure),
    };
}
