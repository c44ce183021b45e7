using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Hours and days, each the sum of the cells in it. They are made when nothing shorter changes any more, and go when something
/// does.</summary>
sealed class Rollups(SqliteStore store, CellReader reader, CellWriter writer)
{
    static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    static readonly string s_within = $"""
        {CellTables.RolledUp.Fields} WHERE s.number = $1 AND c.start >= $2 AND c.start < $3 AND c.start + c.length <= $3 AND c.length <= $4
        ORDER BY c.length DESC, c.start
        """;

    /// <summary>Days, and hours that are in none of them, that answer a query as well as their cells would: disjoint, by start.</summary>
    public static IReadOnlyList<CellRow> Choose(SqliteSession session, long series, CellQuery query, TimeSpan step)
    {
        var rows = session.Query(s_within, CellRow.Read, series, Micros.Of(query.From), Micros.Of(query.To), Micros.Of(step));
        if (rows.Count == 0) return [];
        var touched = query.AtHand.Where(k => IsOf(k, rows[0].Key)).SelectMany(Hours).ToHashSet();
        var covered = new HashSet<DateTimeOffset>();
        var chosen = new List<CellRow>();
        foreach (var row in rows)
        {
            var hours = Hours(row.Key).ToList();
            if (!IsInOneStep(row.Key, step) || hours.Exists(h => touched.Contains(h) || covered.Contains(h))) continue;
            covered.UnionWith(hours);
            chosen.Add(row);
        }
        return [.. chosen.OrderBy(c => c.Key.Start)];
    }

    /// <summary>Makes a part of those that are due.</summary>
    /// <param name="before">Only what is over by then.</param>
    /// <param name="most">Stretches of one series to look at.</param>
    /// <param name="cancellationToken">Stops between two of them.</param>
    /// <returns>True while there are more.</returns>
    public bool Run(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        // Hours first: days are made of them.
        var due = store.Read(session => session.Query("""
            SELECT length, start, series FROM rollups_due WHERE start + length <= $1 AND start + length <= $2 ORDER BY length, start, series LIMIT $3
            """, static r => (Length: Micros.Length(r.GetInt64(0)), Start: Micros.Moment(r.GetInt64(1)), Series: r.GetInt64(2)),
            Micros.Of(before), Micros.Of(ColumnPlace.End), most));
        foreach (var (length, start, series) in due)
        {
            cancellationToken.ThrowIfCancellationRequested();
            store.WriteLazily(session => Make(session, series, start, length, cancellationToken));
        }
        return due.Count == most;
    }

    int Make(SqliteSession session, long series, DateTimeOffset start, TimeSpan length, CancellationToken cancellationToken)
    {
        session.Execute("DELETE FROM rollups_due WHERE length = $1 AND start = $2 AND series = $3", Micros.Of(length),
            Micros.Of(start), series);
        if (IsInLonger(session, series, start, length)) return 0;
        var parts = reader.ReadWithin(session, series, start, start + length, length > s_hour ? s_hour : null, cancellationToken);
        if (!parts.Any(p => p.Key.Length < length) || MergedCell.Of(parts, start, length) is not { } merged) return 0;
        writer.InsertRollup(session, series, merged, twin: length > s_hour ? 1 : 0);
        return 1;
    }

    // A reader would take the rollup for all there is of its time.
    static bool IsInLonger(SqliteSession session, long series, DateTimeOffset start, TimeSpan length) => session.Number("""
        SELECT EXISTS (SELECT 1 FROM cells WHERE series = $1 AND start > $2 - 86400000000 AND start <= $2 AND length > $3 AND start + length > $2)
        """, series, Micros.Of(start), Micros.Of(length)) != 0;

    static bool IsOf(CellKey cell, CellKey series) => cell.Version == series.Version && cell.Segment.Equals(series.Segment);

    static bool IsInOneStep(CellKey key, TimeSpan step) =>
        key.Start.UtcTicks / step.Ticks == (key.End.UtcTicks - 1) / step.Ticks;

    static IEnumerable<DateTimeOffset> Hours(CellKey key)
    {
        for (var hour = key.Start.AddTicks(-(key.Start.UtcTicks % s_hour.Ticks)); hour < key.End; hour += s_hour) yield return hour;
    }
}
