namespace Plumbline.Server.Ingest.Sessions;

/// <summary>Bytes that may be on their way to the log at once; who comes too late waits, first come first served.</summary>
sealed class ByteBudget(long size)
{
    readonly Lock _gate = new();
    readonly Queue<(long Bytes, TaskCompletionSource Room)> _waiting = [];
    readonly long _size = size;
    long _free = size;

    internal long Free
    {
        get
        {
            lock (_gate) return _free;
        }
    }

    /// <summary>Takes bytes out, at most all there are.</summary>
    internal Task TakeAsync(long wanted)
    {
        wanted = Math.Min(wanted, _size);
        lock (_gate)
        {
            if (_waiting.Count == 0 && _free >= wanted)
            {
                _free -= wanted;
                return Task.CompletedTask;
            }
            var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((wanted, room));
            return room.Task;
        }
    }

    internal void GiveBack(long taken)
    {
        lock (_gate)
        {
            _free += Math.Min(taken, _size);
            while (_waiting.TryPeek(out var next) && next.Bytes <= _free)
            {
                _free -= next.Bytes;
                _waiting.Dequeue().Room.SetResult();
            }
        }
    }
}
