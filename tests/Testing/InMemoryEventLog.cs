using Plumbline.Engine.Storage;

namespace Plumbline.Testing;

/// <summary>A log in memory. Ids are not looked at: nothing is a duplicate.</summary>
public sealed class InMemoryEventLog(TimeProvider time) : IEventLog
{
    readonly Lock _gate = new();
    readonly List<LogFrame> _frames = [];
    TaskCompletionSource _appended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long LastSeq
    {
        get { lock (_gate) return _frames.Count == 0 ? 0 : _frames[^1].LastSeq; }
    }

    public long FirstSeq
    {
        get { lock (_gate) return _frames.Count == 0 ? 1 : _frames[0].FirstSeq; }
    }

    /// <summary>Everything appended, in order.</summary>
    public IReadOnlyList<LogFrame> Frames
    {
        get { lock (_gate) return [.. _frames]; }
    }

    /// <summary>Thrown by every append until it is taken away.</summary>
    public StorageException? Failure { get; set; }

    public Task<AppendResult> AppendAsync(LogEntry entry, CancellationToken cancellationToken)
    {
        if (Failure is { } failure) return Task.FromException<AppendResult>(failure);
        lock (_gate)
        {
            var frame = new LogFrame(LastSeq + 1, time.GetUtcNow(), entry);
            _frames.Add(frame);
            _appended.SetResult();
            _appended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return Task.FromResult(new AppendResult(frame.FirstSeq, entry.Count, [], []));
        }
    }

    public IEnumerable<LogFrame> Read(long seq, CancellationToken cancellationToken) => Frames.Where(f => f.LastSeq > seq);

    public Task WaitAsync(long seq, CancellationToken cancellationToken)
    {
        lock (_gate) return LastSeq > seq ? Task.CompletedTask : _appended.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The largest number given to <see cref="Release"/>. What a test appended stays to be looked at.</summary>
    public long ReleasedSeq { get; private set; }

    public void Release(long seq) => ReleasedSeq = Math.Max(ReleasedSeq, seq);

    public void Forget(int model, DateTimeOffset from, DateTimeOffset to)
    {
        // Ids are not looked at here.
    }

    /// <summary>Appends at once.</summary>
    public AppendResult Append(LogEntry entry) => AppendAsync(entry, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Drops frames up to a number, as a log does that was told to; not the last one.</summary>
    public void Drop(long seq)
    {
        lock (_gate) _frames.RemoveAll(f => f.LastSeq <= seq);
    }
}
