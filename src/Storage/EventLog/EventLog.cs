using System.Text;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>The log of a data folder: segments of checksummed frames, and an index of the ids of events.</summary>
public sealed class EventLog : IEventLog, IDisposable
{
    const string Part = "log";
    readonly AppendQueue _queue;
    readonly LogFiles _files;
    readonly IdentityIndex _index;
    readonly LogWriter _writer;
    readonly SipHash _hash;
    readonly string _folder;
    readonly ulong _folderId;
    DurableLog _durable;
    int _holds;
    TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _isClosed;

    EventLog(DataFolder folder, EventLogOptions options, TimeProvider time, LogFiles files, IdentityIndex index, long cutBytes)
    {
        (_files, _index, _durable, _hash) = (files, index, files.Durable, new SipHash(folder.Key));
        (_folder, _folderId) = (folder.Inside(Part), folder.Id);
        _queue = new AppendQueue(options.WaitingBytes);
        var figures = new EventLogFigures
        {
            CutBytes = cutBytes,
            Segments = _durable.Segments.Length,
            IdentitiesInMemory = index.InMemory,
            IdentityRuns = index.RunCount,
        };
        _writer = new LogWriter(_queue, files, index, _hash, options, time, figures, Publish,
            failure => Volatile.Read(ref _arrived).TrySetException(failure));
        _writer.Start();
    }

    public long LastSeq => Volatile.Read(ref _durable).LastSeq;

    public long FirstSeq => Volatile.Read(ref _durable).Segments[0].FirstSeq;

    /// <summary>What the log has done since it was opened, and how it is now.</summary>
    public EventLogFigures Figures => _writer.Figures;

    /// <summary>Opens the log of a data folder; creates it in a new one.</summary>
    /// <exception cref="StorageException">Something that was acknowledged is not there any more, or the disk is full.</exception>
    public static EventLog Open(DataFolder folder, EventLogOptions options, TimeProvider time)
    {
        string path = folder.Inside(Part), identities = Path.Combine(path, "identities");
        if (!folder.Has(Part)) Create(folder, path, identities);
        HighWater highWater = HighWater.Open(HighWater.PathIn(path), folder.Id);
        LogFiles? files = null;
        IdentityIndex? index = null;
        try
        {
            RecoveredLog recovered = new LogRecovery(path, folder.Id, highWater.Mark, options.VerifiedBytes).Run();
            files = new LogFiles(path, folder.Id, options.SegmentBytes, highWater, recovered);
            IdentityManifest manifest = IdentityManifest.Read(IdentityManifest.PathIn(identities), folder.Id);
            RefuseEarlyEnd(files.Durable, Math.Max(options.KnownSeq, manifest.CoveredSeq));
            index = new IdentityIndex(identities, folder.Id, options.IdentitiesInMemory, manifest);
            IdentityReplay.Run(files.Durable, index, new SipHash(folder.Key));
            return new EventLog(folder, options, time, files, index, recovered.CutBytes);
        }
        catch
        {
            index?.Dispose();
            files?.Dispose();
            highWater.Dispose();
            throw;
        }
    }

    /// <summary>Reads every byte of the event log of a data folder and says what is wrong. Nothing is changed; the folder may be in
    /// use.</summary>
    public static LogHealth Check(string folder, CancellationToken cancellationToken) => new LogCheck(folder, cancellationToken).Run();

    public Task<AppendResult> AppendAsync(LogEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        EntrySize.Check(entry);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<AppendResult>(cancellationToken);
        long bytes = EntrySize.Of(entry);
        try
        {
            _queue.Reserve(bytes);
            return Enqueue(entry, bytes, cancellationToken);
        }
        catch (StorageException failure)
        {
            return Task.FromException<AppendResult>(failure);
        }
    }

    public IEnumerable<LogFrame> Read(long seq, CancellationToken cancellationToken) =>
        LogReader.Read(Volatile.Read(ref _durable), seq, LogReader.Decode, cancellationToken);

    public async Task WaitAsync(long seq, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrived = Volatile.Read(ref _arrived).Task;
            if (LastSeq > seq) return;
            await arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Release(long seq)
    {
        // Whoever releases says it again and again: what is not heard now is heard after the hold.
        if (Volatile.Read(ref _holds) == 0) _writer.Release(seq);
    }

    /// <summary>Until it is disposed of, nothing more is released.</summary>
    internal IDisposable HoldReleases() => new Hold(this);

    /// <summary>The files of the log as they are, open for a copy.</summary>
    /// <param name="markCopy">Where the mark is written.</param>
    /// <param name="manifestCopy">Where the list of the runs of ids is written.</param>
    internal LogCopy Copy(string markCopy, string manifestCopy) =>
        LogCopy.Take(_folder, _folderId, () => Volatile.Read(ref _durable), markCopy, manifestCopy);

    public EventPlaces Find(int model, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var (times, knownSeq) = _index.Find(model, _hash.Of(Encoding.UTF8.GetBytes(id)));
        return new EventPlaces
        {
            Times = [.. times.Select(t => DateTimeOffset.UnixEpoch.AddTicks(t * TimeSpan.TicksPerMicrosecond))],
            KnownSeq = knownSeq,
        };
    }

    EventPlaces? IEventLog.Find(int model, string id) => Find(model, id);

    public void Forget(int model, DateTimeOffset from, DateTimeOffset to) =>
        _writer.Forget(new Erasure { Model = model, From = from, To = to });

    /// <summary>Finishes what was accepted, then closes.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, true)) return;
        var closed = new StorageException(StorageFailure.Closed, "The event log is closed.");
        _queue.Close(closed);
        _writer.Join();
        Volatile.Read(ref _arrived).TrySetException(closed);
        _index.Dispose();
        _files.Dispose();
    }

    static void Create(DataFolder folder, string path, string identities)
    {
        string[] segments = Directory.Exists(path) ? Directory.GetFiles(path, "*.log") : [];
        if (segments.FirstOrDefault(f => new FileInfo(f).Length > SegmentHeader.Size) is { } file)
        {
            throw new StorageException(StorageFailure.Damaged,
                $"There is {file}, but the data folder's file 'format' knows of no event log. "
                + "Restore the data folder from a backup.");
        }
        Disk.CreateOwnedFolder(path);
        Disk.CreateOwnedFolder(identities);
        IdentityManifest.Empty.Write(IdentityManifest.PathIn(identities), folder.Id);
        LogFiles.CreateFirst(path, folder.Id);
        Disk.FlushFolder(folder.Path);
        folder.Add(Part);
    }

    static void RefuseEarlyEnd(DurableLog log, long known)
    {
        if (log.LastSeq < known)
            throw LogDamage.At(log.Segments[^1].Path, log.End, $"the log ends with row {log.LastSeq}, but row {known} was on disk");
    }

    Task<AppendResult> Enqueue(LogEntry entry, long bytes, CancellationToken cancellationToken)
    {
        PendingAppend? append = null;
        try
        {
            append = new PendingAppend(entry, bytes, _hash, cancellationToken);
            _queue.Add(append);
            return append.Done;
        }
        catch
        {
            append?.Dispose();
            _queue.GiveBack(bytes);
            throw;
        }
    }

    sealed class Hold : IDisposable
    {
        readonly EventLog _log;
        bool _isOver;

        public Hold(EventLog log)
        {
            _log = log;
            Interlocked.Increment(ref log._holds);
        }

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isOver, true)) Interlocked.Decrement(ref _log._holds);
        }
    }

    void Publish(DurableLog durable)
    {
        bool isNew = durable.LastSeq > LastSeq;
        Volatile.Write(ref _durable, durable);
        if (!isNew) return;
        Interlocked.Exchange(ref _arrived, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
