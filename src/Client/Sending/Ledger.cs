namespace Plumbline.Client;

/// <summary>Counts what became of every line of a sender, keeps its queue within bounds, and tells losses.</summary>
sealed class Ledger(EventSenderOptions options)
{
    readonly Lock _gate = new();
    readonly Dictionary<LossReason, (long Count, string Detail)> _untold = [];
    long _queued, _waiting, _waitingBytes, _accepted, _duplicates, _lost, _retries;

    /// <summary>The last thing <see cref="EventSenderOptions.OnLost"/> threw; null: nothing yet.</summary>
    public Exception? CallbackFailure { get; private set; }

    public SenderCounts Counts
    {
        get
        {
            lock (_gate) return new SenderCounts(_queued, _waiting, _accepted, _duplicates, _lost, _retries);
        }
    }

    /// <summary>Takes a line in if there is room for it.</summary>
    public bool TryEnter(int bytes)
    {
        lock (_gate)
        {
            _queued++;
            if (_waitingBytes + bytes > options.QueueBytes)
            {
                Note(1, bytes > options.QueueBytes ? LossReason.Invalid : LossReason.QueueFull,
                    bytes > options.QueueBytes ? $"A line has {bytes} bytes, more than the whole queue."
                        : $"{_waiting} lines are waiting.");
                return false;
            }
            _waiting++;
            _waitingBytes += bytes;
            return true;
        }
    }

    /// <summary>A line that never got into the queue.</summary>
    public void Turned(LossReason reason, string detail)
    {
        lock (_gate)
        {
            _queued++;
            Note(1, reason, detail);
        }
    }

    public void Retried()
    {
        lock (_gate) _retries++;
    }

    public void Delivered(Batch batch, long accepted, long duplicates, string? rejected)
    {
        lock (_gate)
        {
            Leave(batch);
            _accepted += accepted;
            _duplicates += duplicates;
            long missing = Math.Max(0, batch.Lines - accepted - duplicates);
            if (missing > 0) Note(missing, LossReason.Rejected, rejected ?? "The server did not say why.");
        }
    }

    public void Lost(Batch batch, LossReason reason, string detail)
    {
        lock (_gate)
        {
            Leave(batch);
            Note(batch.Lines, reason, detail);
        }
    }

    /// <summary>Calls back with what was lost since the last time.</summary>
    public void Tell()
    {
        KeyValuePair<LossReason, (long Count, string Detail)>[] untold;
        lock (_gate)
        {
            if (_untold.Count == 0) return;
            untold = [.. _untold];
            _untold.Clear();
        }
        if (options.OnLost is not { } tell) return;
        foreach (var (reason, (count, detail)) in untold) Tell(tell, new LostLines(count, reason, detail));
    }

    // What a callback throws must stop neither deliveries nor the service that predicts; it is kept to be looked at.
    void Tell(Action<LostLines> tell, LostLines lost)
    {
        try
        {
            tell(lost);
        }
        catch (Exception failure)
        {
            CallbackFailure = failure;
        }
    }

    void Leave(Batch batch)
    {
        _waiting -= batch.Lines;
        _waitingBytes -= batch.Bytes;
    }

    void Note(long count, LossReason reason, string detail)
    {
        _lost += count;
        _untold[reason] = (_untold.GetValueOrDefault(reason).Count + count, detail);
    }
}
