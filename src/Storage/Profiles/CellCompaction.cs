using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Merges short cells into longer ones, one stretch of one series at a time, so that snapshots never wait long.</summary>
sealed class CellCompaction(SqliteStore store, CellReader reader, CellWriter writer)
{
    /// <summary>Merges what is wholly over before a moment. What has been merged already costs nothing.</summary>
    /// <returns>How many cells fewer there are.</returns>
    public int Run(DateTimeOffset before, TimeSpan length, CancellationToken cancellationToken)
    {
        if (length <= CellKey.Smallest || length.Ticks % CellKey.Smallest.Ticks != 0)
            throw new ArgumentOutOfRangeException(nameof(length), length, "Cells become several quarters of an hour long.");
        long size = Micros.Of(length), end = Micros.Of(before < ColumnPlace.End ? before : ColumnPlace.End);
        var stretches = store.Read(session => session.Query("""
            SELECT DISTINCT series, start - ((start % $1 + $1) % $1) AS stretch FROM cells
            WHERE length < $1 AND $1 % length = 0 AND start < $2 AND start >= 0 AND start - ((start % $1 + $1) % $1) + $1 <= $2
            ORDER BY series, stretch
            """, static r => (Series: r.GetInt64(0), Start: r.GetInt64(1)), size, end));
        int gone = 0;
        foreach (var (series, start) in stretches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            gone += store.WriteLazily(session => Merge(session, series, start, length, cancellationToken));
        }
        if (stretches.Count > 0)
            store.WriteLazily(session =>
            {
                BinsTable.DropUnused(session);
                return 0;
            });
        return gone;
    }

    int Merge(SqliteSession session, long series, long start, TimeSpan length, CancellationToken cancellationToken)
    {
        var cells = reader.ReadWithin(session, series, start, start + Micros.Of(length), cancellationToken);
        // Sealed cells stay apart from those that may still be recounted, and so do cells of other bin sets.
        var groups = cells.Where(c => length.Ticks % c.Key.Length.Ticks == 0)
            .GroupBy(c => (c.BinSet, c.IsSealed))
            .Where(g => g.Any(c => c.Key.Length < length)
                && g.Select(c => ProfileBins.Of(c.Profile).MergeFingerprint).Distinct().Count() == 1);
        int gone = 0;
        foreach (var group in groups)
        {
            CellProfile[] parts = [.. group];
            foreach (var part in parts) Remove(session, series, part);
            writer.Insert(session, series, Merged(parts, start, length));
            gone += parts.Length - 1;
        }
        return gone;
    }

    static CellProfile Merged(CellProfile[] parts, long start, TimeSpan length)
    {
        var last = parts[^1];
        var profile = CellMerging.Merge(parts, last.Profile.Path) ?? throw new InvalidOperationException("A group has a cell.");
        return last with
        {
            Key = last.Key with { Start = Micros.Moment(start), Length = length },
            Profile = profile with { Refused = parts.Sum(p => p.Profile.Refused) },
            Seq = parts.Max(p => p.Seq),
        };
    }

    static void Remove(SqliteSession session, long series, CellProfile cell) => session.Execute(
        "DELETE FROM cells WHERE series = $1 AND start = $2 AND length = $3 AND counted_on = $4 AND is_sealed = $5",
        series, Micros.Of(cell.Key.Start), Micros.Of(cell.Key.Length), (long)cell.BinSet, cell.IsSealed);
}
