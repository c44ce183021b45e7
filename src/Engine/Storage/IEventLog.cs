using System.Collections.Immutable;

namespace Plumbline.Engine.Storage;

/// <summary>The log that acknowledges: what an append returned is on disk and survives a crash. Thread-safe.</summary>
/// <remarks>Everything else is a projection of the log that knows up to which <c>seq</c> it has come.</remarks>
public interface IEventLog
{
    /// <summary>The last sequence number on disk; 0 in an empty log. Every accepted row has one of its own, without gaps.</summary>
    long LastSeq { get; }

    /// <summary>The first row that is still at hand; those before it were released. 1 in an empty log.</summary>
    long FirstSeq { get; }

    /// <summary>Appends and waits until it is on disk. Appends of all callers are committed in groups.</summary>
    /// <exception cref="StorageException">The disk is full, too much is waiting, or the log is closed: nothing was accepted.</exception>
    Task<AppendResult> AppendAsync(LogEntry entry, CancellationToken cancellationToken);

    /// <summary>Frames with rows after <paramref name="seq"/> that are on disk, in order.</summary>
    IEnumerable<LogFrame> Read(long seq, CancellationToken cancellationToken);

    /// <summary>Completes when something after <paramref name="seq"/> is on disk.</summary>
    Task WaitAsync(long seq, CancellationToken cancellationToken);

    /// <summary>Every projection has come to <paramref name="seq"/>: segments wholly at or before it may go.</summary>
    void Release(long seq);

    /// <summary>Where the events of an id are, told from what tells duplicates apart; null from a log that does not know.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="id">Id of the events.</param>
    /// <remarks>Times given to <see cref="Forget"/> are not known any more; who asks must know them.</remarks>
    EventPlaces? Find(int model, string id) => null;

    /// <summary>No event of a model and time is let in any more: what tells duplicates of it apart may go, when it costs little.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="from">First moment, included.</param>
    /// <param name="to">Last moment, not included.</param>
    void Forget(int model, DateTimeOffset from, DateTimeOffset to);
}

/// <summary>What became of an append.</summary>
/// <param name="FirstSeq">Number of the first accepted row; 0 when none was.</param>
/// <param name="Accepted">Rows accepted.</param>
/// <param name="Duplicates">Rows (by place in the batch) whose id was there already, with equal content or not.</param>
/// <param name="Conflicting">Those of <paramref name="Duplicates"/> whose content differs from what was accepted first.</param>
public readonly record struct AppendResult(long FirstSeq, int Accepted, ImmutableArray<int> Duplicates, ImmutableArray<int> Conflicting);
