using System.Collections.Immutable;

namespace Plumbline.Storage.Logs;

/// <summary>The runs as they are at a moment, for reading beside the log's writer.</summary>
/// <param name="CoveredSeq">Identities of all rows up to here are in them.</param>
sealed record StoredRuns(ImmutableArray<IdentityRun> Runs, long CoveredSeq)
{
    public static StoredRuns Of(IdentityManifest manifest, IReadOnlyDictionary<long, IdentityRun> open) =>
        new([.. manifest.Runs.Select(r => open[r.Number])], manifest.CoveredSeq);

    /// <summary>Times of an id's events in microseconds since 1970 UTC, erased ones among them. A run is asked once for each of its cells;
    /// its filter says no to nearly all.</summary>
    /// <exception cref="ObjectDisposedException">A run was merged meanwhile.</exception>
    public IReadOnlyList<long> Times(int model, UInt128 hash)
    {
        var times = new SortedSet<long>();
        foreach (IdentityRun run in Runs)
        {
            for (int? cell = run.CellAfter(model, null); cell is { } one; cell = run.CellAfter(model, one))
            {
                var wanted = new IdentityEntry
                {
                    Model = model,
                    Cell = one,
                    High = (ulong)(hash >> 64),
                    Low = (ulong)hash,
                    Content = 0,
                    Version = 0,
                    Offset = 0,
                };
                if (run.TryFind(wanted, out IdentityEntry found)) times.Add(found.Time);
            }
        }
        return [.. times];
    }
}
