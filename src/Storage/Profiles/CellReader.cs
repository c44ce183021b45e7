using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Reads cells, within the snapshot of the caller.</summary>
sealed class CellReader(BinsTable bins, string path)
{
    const string Order = " ORDER BY c.start, c.length, s.version, s.segment, s.value, c.is_sealed DESC, c.counted_on";

    public IReadOnlyList<CellProfile> Read(SqliteSession session, CellQuery query, CancellationToken cancellationToken)
    {
        string segments = query.AllSegments ? "s.segment IS NOT NULL"
            : query.Segment is null ? "s.segment IS NULL" : "s.segment = $4 AND s.value = $5";
        string version = query.Version is null ? "" : " AND s.version = $6";
        var rows = session.Query($"{CellRow.Fields} WHERE s.model = $1 AND c.start >= $2 AND c.start < $3 AND {segments}{version}{Order}",
            CellRow.Read, query.Model, Micros.Of(query.From), Micros.Of(query.To), query.Segment?.Key, query.Segment?.Value, query.Version);
        return Profiles(session, rows, query.Columns, cancellationToken);
    }

    /// <summary>The cells of a series that lie in a stretch of time.</summary>
    public IReadOnlyList<CellProfile> ReadWithin(SqliteSession session, long series, long start, long end, CancellationToken cancellationToken) =>
        Profiles(session, session.Query($"{CellRow.Fields} WHERE s.number = $1 AND c.start >= $2 AND c.start + c.length <= $3 AND c.start < $3{Order}",
            CellRow.Read, series, start, end), [], cancellationToken);

    public ProfileBins BinsOf(SqliteSession session, CellRow row) => bins.Get(session, row.Bins);

    List<CellProfile> Profiles(SqliteSession session, List<CellRow> rows, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var columns = new ColumnsOfCells(session, rows.Where(r => !r.IsWhole), BinsOf, wanted, cancellationToken);
        List<CellProfile> cells = new(rows.Count);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            cells.Add(Decode(row, () => Profile(session, row, wanted, columns)));
        }
        return cells;
    }

    DatasetProfile Profile(SqliteSession session, CellRow row, IReadOnlyList<string> wanted, ColumnsOfCells columns)
    {
        var on = bins.Get(session, row.Bins);
        if (!row.IsWhole) return ProfileBinary.ReadHead(row.Profile, on, columns.Of(row, on));
        return ProfileBinary.Read(row.Profile, on, wanted.Count == 0 ? null : place => wanted.Contains(on.Columns[place].Column.Name));
    }

    CellProfile Decode(CellRow row, Func<DatasetProfile> read)
    {
        try
        {
            return row.With(read());
        }
        catch (FormatException problem)
        {
            throw SqliteErrors.Damaged(path, $"cell {row.Number} cannot be read ({problem.Message})", problem);
        }
    }
}
