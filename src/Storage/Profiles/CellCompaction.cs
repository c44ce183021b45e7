using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Merges short cells into longer ones, one stretch of one series at a time, so that snapshots never wait long.</summary>
sealed class CellCompaction(SqliteStore store, CellReader reader, CellWriter writer)
{
    readonly Lock _running = new();
    readonly Queue<(long Series, long Start)> _found = new();
    CompactionOf? _foundFor;

    /// <summary>Merges a part of what is wholly over before a moment. What has been merged already costs nothing.</summary>
    /// <param name="of">Which cells become how long.</param>
    /// <param name="most">Stretches to look at.</param>
    /// <param name="appliedSeq">Cells with later rows are left: those rows may be replayed, and would find their cell gone.</param>
    /// <param name="cancellationToken">Stops between two stretches.</param>
    public Compacted Run(CompactionOf of, int most, long appliedSeq, CancellationToken cancellationToken)
    {
        var length = of.Length;
        if (length <= CellKey.Smallest || length.Ticks % CellKey.Smallest.Ticks != 0)
            throw new ArgumentOutOfRangeException(nameof(of), length, "Cells become several quarters of an hour long.");
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        lock (_running)
        {
            if (_found.Count == 0 || _foundFor != of) Find(of);
            int gone = 0;
            for (int i = 0; i < most && _found.TryPeek(out var next); i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                gone += store.WriteLazily(session => Merge(session, next.Series, next.Start, of, appliedSeq, cancellationToken));
                _found.Dequeue();
            }
            if (gone > 0) store.WriteLazily(DropUnusedBins);
            return new Compacted(gone, _found.Count > 0);
        }
    }

    // Looked for once and then merged step by step: in a store that was never merged there are many.
    void Find(CompactionOf of)
    {
        long size = Micros.Of(of.Length), end = Micros.Of(of.Before < ColumnPlace.End ? of.Before : ColumnPlace.End);
        _found.Clear();
        foreach (var stretch in store.Read(session => session.Query("""
            SELECT DISTINCT series, start - ((start % $1 + $1) % $1) AS stretch FROM cells
            WHERE length < $1 AND $1 % length = 0 AND start < $2 AND start >= 0 AND start - ((start % $1 + $1) % $1) + $1 <= $2
                AND is_sealed >= $3
            ORDER BY series, stretch
            """, static r => (r.GetInt64(0), r.GetInt64(1)), size, end, of.OnlySealed))) _found.Enqueue(stretch);
        _foundFor = of;
    }

    static int DropUnusedBins(SqliteSession session)
    {
        BinsTable.DropUnused(session);
        return 0;
    }

    int Merge(SqliteSession session, long series, long start, CompactionOf of, long appliedSeq, CancellationToken cancellationToken)
    {
        var length = of.Length;
        var stretch = Micros.Moment(start);
        var cells = reader.ReadWithin(session, series, stretch, stretch + length, null, cancellationToken);
        if (cells.Any(c => c.Seq > appliedSeq)) return 0;
        // Sealed cells stay apart from those that may still be recounted, and so do cells of other bin sets.
        var groups = cells.Where(c => length.Ticks % c.Key.Length.Ticks == 0 && (c.IsSealed || !of.OnlySealed))
            .GroupBy(c => (c.BinSet, c.IsSealed)).Where(g => g.Any(c => c.Key.Length < length));
        int gone = 0;
        foreach (var group in groups)
        {
            CellProfile[] parts = [.. group];
            if (MergedCell.Of(parts, stretch, length) is not { } merged) continue;
            foreach (var part in parts) Remove(session, series, part);
            writer.Insert(session, series, merged);
            gone += parts.Length - 1;
        }
        return gone;
    }

    static void Remove(SqliteSession session, long series, CellProfile cell) => session.Execute(
        "DELETE FROM cells WHERE series = $1 AND start = $2 AND length = $3 AND counted_on = $4 AND is_sealed = $5",
        series, Micros.Of(cell.Key.Start), Micros.Of(cell.Key.Length), (long)cell.BinSet, cell.IsSealed);
}

/// <summary>Which cells are merged.</summary>
/// <param name="Before">Only what is over by then.</param>
/// <param name="Length">Length of the merged cells.</param>
/// <param name="OnlySealed">False: also cells that may be counted anew.</param>
sealed record CompactionOf(DateTimeOffset Before, TimeSpan Length, bool OnlySealed);
