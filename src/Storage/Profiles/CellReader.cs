using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Reads cells, within the snapshot of the caller.</summary>
sealed class CellReader(BinsTable bins, string path)
{
    static readonly CellQuery s_everything = new() { Model = 0, From = default, To = default };

    const string Order = " ORDER BY c.start, c.length, s.version, s.segment, s.value, c.is_sealed DESC, c.counted_on";

    public IReadOnlyList<CellProfile> Read(SqliteSession session, CellQuery query, CancellationToken cancellationToken)
    {
        string segments = query.AllSegments ? "s.segment IS NOT NULL"
            : query.Segment is null ? "s.segment IS NULL" : "s.segment = $4 AND s.value = $5";
        string version = query.Version is null ? "" : " AND s.version = $6";
        var rows = session.Query($"{CellRow.Fields} WHERE s.model = $1 AND c.start >= $2 AND c.start < $3 AND {segments}{version}{Order}",
            CellRow.Read, query.Model, Micros.Of(query.From), Micros.Of(query.To), query.Segment?.Key, query.Segment?.Value, query.Version);
        return Profiles(session, rows, query, cancellationToken);
    }

    /// <summary>The cells of a series that lie in a stretch of time.</summary>
    public IReadOnlyList<CellProfile> ReadWithin(SqliteSession session, long series, long start, long end,
        CancellationToken cancellationToken) =>
        Profiles(session, session.Query(
            $"{CellRow.Fields} WHERE s.number = $1 AND c.start >= $2 AND c.start + c.length <= $3 AND c.start < $3{Order}",
            CellRow.Read, series, start, end), s_everything, cancellationToken);

    List<CellProfile> Profiles(SqliteSession session, List<CellRow> rows, CellQuery query, CancellationToken cancellationToken)
    {
        var own = rows.Select(r => r.Bins).Distinct().ToDictionary(b => b, b => bins.Get(session, b));
        var columns = Decode("a cell", () => new ColumnsOfCells(session, rows.Where(r => !r.IsWhole), own, query, cancellationToken));
        List<CellProfile> cells = new(rows.Count);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            cells.Add(row.With(Decode($"cell {row.Number}", () => Profile(row, own[row.Bins], query, columns))));
        }
        return cells;
    }

    static DatasetProfile Profile(CellRow row, ProfileBins on, CellQuery query, ColumnsOfCells columns) =>
        !row.IsWhole ? ProfileBinary.ReadHead(row.Profile, on, columns.Of(row, on))
            : ProfileBinary.Read(row.Profile, on, query.Columns.Count == 0 ? null
                : place => query.Columns.Contains(on.Columns[place].Column.Name),
                query.WithSketches);

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
