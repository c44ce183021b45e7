using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Logs;

/// <summary>Appends that wait for the writer: bounded in bytes, in the order of their arrival.</summary>
sealed class AppendQueue(long mostBytes)
{
    readonly Queue<PendingAppend> _waiting = new();
    readonly object _gate = new();
    StorageException? _closed;
    long _bytes;
    bool _isWoken;

    /// <summary>Bytes that are waiting or being written.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Takes room before anything is encoded.</summary>
    /// <exception cref="StorageException">There is none, or the log is closed.</exception>
    public void Reserve(long bytes)
    {
        lock (_gate)
        {
            RefuseClosed();
            if (_bytes > 0 && _bytes + bytes > mostBytes)
            {
                throw new StorageException(StorageFailure.Busy,
                    $"Too much is waiting to be written: {_bytes >> 10} KB, and at most {mostBytes >> 10} KB may wait. "
                    + "Send again in a moment.");
            }
            _bytes += bytes;
        }
    }

    /// <summary>Gives room back.</summary>
    public void GiveBack(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    public void Add(PendingAppend append)
    {
        lock (_gate)
        {
            RefuseClosed();
            _waiting.Enqueue(append);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes what is waiting now. Waits while nothing is, but not longer than given and not after <see cref="Wake"/>.</summary>
    /// <remarks>Nobody waits for more to arrive: appends gather while the disk is busy with those before them. An erasure ends a group, so
    /// that
    /// rows after it find its ids free.</remarks>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<PendingAppend> into, long mostAtOnce, TimeSpan wait)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && _closed is null && !_isWoken) Monitor.Wait(_gate, wait);
            _isWoken = false;
            for (long bytes = 0; _waiting.Count > 0;)
            {
                PendingAppend next = _waiting.Peek();
                if (into.Count > 0 && bytes + next.Bytes > mostAtOnce) break;
                into.Add(_waiting.Dequeue());
                bytes += next.Bytes;
                if (next.Erasure is not null) break;
            }
            return into.Count > 0 || _closed is null;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Refuses whatever comes from now on. What is waiting may still be taken.</summary>
    public void Close(StorageException reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            Monitor.PulseAll(_gate);
        }
    }

    void RefuseClosed()
    {
        if (_closed is { } reason) throw new StorageException(reason.Failure, reason.Message, reason);
    }
}
