using System.Globalization;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Projections;

/// <summary>Ready once every projection has what was acknowledged when the server started, and as long as none has failed for good or for
/// minutes.</summary>
sealed class ReplayReadiness(IEventLog log, IEnumerable<Projection> projections, TimeProvider clock) : IReadinessCondition
{
    /// <summary>Failures that pass by themselves within this are nobody's concern.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly long _acknowledgedAtStart = log.LastSeq;
    readonly Projection[] _projections = [.. projections];
    volatile bool _isLoaded;

    public Health? Hindrance => _projections.Select(Failed).FirstOrDefault(h => h is not null) ?? Loading();

    Health? Failed(Projection projection)
    {
        if (!projection.IsNeeded || projection.Trouble is not { } trouble) return null;
        if (trouble.Kind != FailureKind.Final && clock.GetUtcNow() - trouble.Since < Patience) return null;
        string since = trouble.Since.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string reason = trouble.Kind == FailureKind.Final
            ? $"It stopped at {since}: {Cause(trouble.Problem)}. It starts again with the server."
            : $"It has failed {trouble.Attempts} times since {since}: {Cause(trouble.Problem)}. It is tried again.";
        return new Health("failed", projection.Name, reason);
    }

    Health? Loading()
    {
        if (_isLoaded) return null;
        foreach (var projection in _projections)
            if (projection.Position is { } position && Math.Max(position, 0) < _acknowledgedAtStart)
                return new Health("starting", projection.Name, TakenUp(position));
        _isLoaded = true;
        return null;
    }

    string TakenUp(long position) => position < 0 ? "It has not begun."
        : string.Create(CultureInfo.InvariantCulture,
            $"It has taken up {position} of the {_acknowledgedAtStart} rows that were acknowledged before the start.");

    // Anybody may ask whether the server is ready: the words name no file; the log does.
    static string Cause(Exception problem) => problem is StorageException storage ? storage.Failure switch
    {
        StorageFailure.DiskFull => "the disk is full",
        StorageFailure.Busy => "the store is busy",
        StorageFailure.Damaged => "a file is damaged or gone; the server's log names it",
        StorageFailure.InUse => "another process has the store open",
        StorageFailure.Newer => "the store was written by a newer Plumbline",
        StorageFailure.Closed => "the store is closed",
        StorageFailure.Conflict or StorageFailure.Limit => "the store refused what was to be written; the server's log says why",
    } : "the server's log says why";
}
