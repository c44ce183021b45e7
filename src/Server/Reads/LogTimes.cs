using Plumbline.Engine.Storage;

namespace Plumbline.Server.Reads;

/// <summary>When a row of the log was received: the moment a reading is of. Thread-safe.</summary>
sealed class LogTimes(IEventLog log)
{
    const int MostRemembered = 64;

    readonly Lock _lock = new();
    readonly Dictionary<long, DateTimeOffset> _known = [];

    /// <summary>When the row of this number was received; null for 0, and where the log no longer has the row.</summary>
    public DateTimeOffset? Of(long seq)
    {
        if (seq <= 0) return null;
        lock (_lock)
            if (_known.TryGetValue(seq, out var known)) return known;
        return Read(seq) is { } read ? Remember(seq, read) : null;
    }

    DateTimeOffset? Read(long seq)
    {
        try
        {
            return log.Read(seq - 1, CancellationToken.None).Select(f => (DateTimeOffset?)f.ReceivedAt).FirstOrDefault();
        }
        catch (StorageException released) when (released.Failure == StorageFailure.Damaged)
        {
            // Every projection has it, so the log let it go; damage proper is told by those who need the rows.
            return null;
        }
    }

    DateTimeOffset Remember(long seq, DateTimeOffset receivedAt)
    {
        lock (_lock)
        {
            if (_known.Count >= MostRemembered) _known.Clear();
            return _known[seq] = receivedAt;
        }
    }
}
