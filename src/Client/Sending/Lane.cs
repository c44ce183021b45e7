using System.Threading.Channels;

namespace Plumbline.Client;

/// <summary>The lines of one kind on their way: gathered into batches, delivered one batch after the other.</summary>
sealed class Lane
{
    readonly Lock _gate = new();
    readonly Channel<Step> _steps = Channel.CreateUnbounded<Step>(new UnboundedChannelOptions { SingleReader = true });
    readonly EventSenderOptions _options;
    readonly Ledger _ledger;
    readonly Delivery _delivery;
    readonly Task _work;
    Batch? _open;
    bool _closed;

    public Lane(Delivery delivery, Ledger ledger, EventSenderOptions options, CancellationToken abandon)
    {
        (_delivery, _ledger, _options) = (delivery, ledger, options);
        _work = Task.Run(() => WorkAsync(abandon), CancellationToken.None);
    }

    /// <summary>Puts a line behind the others. Never waits for the network.</summary>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (_closed)
            {
                _ledger.Turned(LossReason.Disposed, "The sender has been disposed.");
                return false;
            }
            if (!_ledger.TryEnter(line.Length)) return false;
            if (_open is not null && _open.Bytes + line.Length > _options.BatchBytes) Seal();
            _open ??= new Batch(Math.Min(_options.BatchBytes, 16 * line.Length));
            _open.Add(line);
            if (_open.Lines >= _options.BatchLines || _open.Bytes >= _options.BatchBytes) Seal();
            return true;
        }
    }

    /// <summary>Sends on its way what has been waiting for a fuller batch.</summary>
    public void SealOpen()
    {
        lock (_gate) Seal();
    }

    /// <summary>Completes when every line added before is delivered or lost.</summary>
    public Task FlushAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            Seal();
            if (!_steps.Writer.TryWrite(new Step(null, done))) return _work;
        }
        return done.Task;
    }

    /// <summary>Takes nothing more; completes when the last line is delivered or lost.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            Seal();
            _closed = true;
            _steps.Writer.TryComplete();
        }
        return _work;
    }

    void Seal()
    {
        if (_open is null) return;
        _steps.Writer.TryWrite(new Step(_open, null));
        _open = null;
    }

    async Task WorkAsync(CancellationToken abandon)
    {
        await foreach (Step step in _steps.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (step.Batch is { } batch) await _delivery.DeliverAsync(batch, abandon).ConfigureAwait(false);
            step.Flushed?.SetResult();
        }
    }

    readonly record struct Step(Batch? Batch, TaskCompletionSource? Flushed);
}
