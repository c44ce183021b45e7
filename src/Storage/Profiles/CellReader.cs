using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Reads cells, within the snapshot of the caller.</summary>
sealed class CellReader(BinsTable bins, string path)
{
    /// <summary>Bytes of a whole cell in which its head stands: it is counts, times and the name of the model.</summary>
    const int MostOfHead = 1_024;

    static readonly CellQuery s_everything = new() { Model = 0, From = default, To = default };

    static readonly string s_within =
        $"{CellTables.Kept.Fields} WHERE s.number = $1 AND c.start >= $2 AND c.start < $3 ORDER BY c.start, c.length";

    public IReadOnlyList<CellProfile> Read(SqliteSession session, CellQuery query, CancellationToken cancellationToken)
    {
        var atHand = query.AtHand.ToHashSet();
        return Ordered(SeriesOf(session, query).SelectMany(s => Read(session, s, query, atHand, cancellationToken)));
    }

    /// <summary>The cells of a series that lie in a stretch of time.</summary>
    /// <param name="session">Reads from its snapshot.</param>
    /// <param name="series">Number of the series.</param>
    /// <param name="start">Start of the stretch.</param>
    /// <param name="end">Its end.</param>
    /// <param name="step">As in a query: null for cells as they are kept.</param>
    /// <param name="cancellationToken">Stops between two cells.</param>
    public IReadOnlyList<CellProfile> ReadWithin(SqliteSession session, long series, DateTimeOffset start, DateTimeOffset end,
        TimeSpan? step, CancellationToken cancellationToken) => Ordered(Read(session, series,
            s_everything with { From = start, To = end, Step = step }, [], cancellationToken).Where(c => c.Key.End <= end));

    IEnumerable<CellProfile> Read(SqliteSession session, long series, CellQuery query, HashSet<CellKey> atHand,
        CancellationToken cancellationToken)
    {
        var rollups = query.Step is { } step ? Rollups.Choose(session, series, query, step) : [];
        var cells = Gaps.Between(query.From, query.To, rollups).SelectMany(g => Rows(session, series, g.From, g.To))
            .Where(c => !atHand.Contains(c.Key));
        return Profiles(session, CellTables.RolledUp, rollups, query, cancellationToken)
            .Concat(Profiles(session, CellTables.Kept, [.. cells], query, cancellationToken));
    }

    List<CellProfile> Profiles(SqliteSession session, CellTables tables, IReadOnlyList<CellRow> rows, CellQuery query,
        CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return [];
        var own = rows.Select(r => r.Bins).Distinct().ToDictionary(b => b, b => bins.Get(session, b));
        var columns = Decode("a cell",
            () => new ColumnsOfCells(session, tables, rows.Where(r => !r.IsWhole), own, query, cancellationToken));
        List<CellProfile> cells = new(rows.Count);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            cells.Add(row.With(Decode($"cell {row.Number}", () => row.IsWhole ? Whole(session, tables, row, own[row.Bins], query)
                : ProfileBinary.ReadHead(row.Head, own[row.Bins], columns.Of(row, own[row.Bins])))));
        }
        return cells;
    }

    static DatasetProfile Whole(SqliteSession session, CellTables tables, CellRow row, ProfileBins on, CellQuery query)
    {
        if (ReferenceEquals(query.Columns, CellQuery.NoColumns)
            && ProfileBinary.HeadIn(session.Start(tables.Cells, "profile", row.Number, MostOfHead)) is { IsEmpty: false } head)
            return ProfileBinary.ReadHead(head, on, []);
        return ProfileBinary.Read(session.First(tables.Profile, static r => (byte[])r.GetValue(0), row.Number), on,
            query.Columns.Count == 0 ? null : place => query.Columns.Contains(on.Columns[place].Column.Name), query.WithSketches);
    }

    static List<long> SeriesOf(SqliteSession session, CellQuery query)
    {
        string segments = query.AllSegments ? query.SegmentName is null ? "segment IS NOT NULL" : "segment = $2"
            : query.Segment is null ? "segment IS NULL" : "segment = $2 AND value = $3";
        string version = query.Version is null ? "" : " AND version = $4";
        return session.Query($"SELECT number FROM series WHERE model = $1 AND {segments}{version}", static r => r.GetInt64(0),
            query.Model, query.AllSegments ? query.SegmentName : query.Segment?.Key, query.Segment?.Value, query.Version);
    }

    static List<CellRow> Rows(SqliteSession session, long series, DateTimeOffset from, DateTimeOffset to) =>
        session.Query(s_within, CellRow.Read, series, Micros.Of(from), Micros.Of(to));

    static IReadOnlyList<CellProfile> Ordered(IEnumerable<CellProfile> cells) =>
    [
        .. cells.OrderBy(c => c.Key.Start).ThenBy(c => c.Key.Length).ThenBy(c => c.Key.Version, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Segment?.Key, StringComparer.Ordinal).ThenBy(c => c.Key.Segment?.Value, StringComparer.Ordinal)
            .ThenByDescending(c => c.IsSealed).ThenBy(c => (long)c.BinSet),
    ];

    T Decode<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException problem)
        {
            throw SqliteErrors.Damaged(path, $"{what} cannot be read ({problem.Message})", problem);
        }
    }
}
