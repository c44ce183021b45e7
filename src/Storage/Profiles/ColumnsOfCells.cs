using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>The columns of longer cells, read line by line as they lie in the file.</summary>
/// <exception cref="FormatException">A column is damaged.</exception>
sealed class ColumnsOfCells
{
    readonly Dictionary<long, ColumnProfile?[]> _byCell = [];
    readonly CellTables _tables;
    readonly CellQuery _query;

    /// <summary>Reads all wanted columns.</summary>
    /// <param name="session">Reads from its snapshot.</param>
    /// <param name="tables">Where the cells stand.</param>
    /// <param name="cells">Longer cells.</param>
    /// <param name="bins">Those of the cells, by number.</param>
    /// <param name="query">Says which columns, and whether with sketches.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    public ColumnsOfCells(SqliteSession session, CellTables tables, IEnumerable<CellRow> cells, IReadOnlyDictionary<long, ProfileBins> bins,
        CellQuery query, CancellationToken cancellationToken)
    {
        (_tables, _query) = (tables, query);
        foreach (var series in cells.GroupBy(c => c.Series))
        {
            var bySlot = series.ToDictionary(c => ColumnPlace.Slot(c.Key.Start, c.Twin));
            foreach (var cell in series) _byCell[cell.Number] = new ColumnProfile?[bins[cell.Bins].Columns.Length];
            foreach (var (line, name) in Lines(session, series.Key))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var placeOf = series.Select(c => c.Bins).Distinct().ToDictionary(b => b, b => bins[b].IndexOf(name));
                Read(session, line, bySlot, (cell, bytes) =>
                {
                    int place = placeOf[cell.Bins];
                    if (place >= 0) _byCell[cell.Number][place] = ProfileBinary.ReadColumn(bytes, bins[cell.Bins].Columns[place],
                        query.WithSketches);
                });
            }
        }
    }

    /// <summary>The wanted columns of a cell in the order of its bins.</summary>
    /// <exception cref="FormatException">A column is absent.</exception>
    public IReadOnlyList<ColumnProfile> Of(CellRow cell, ProfileBins on)
    {
        ColumnProfile[] found = [.. _byCell[cell.Number].OfType<ColumnProfile>()];
        int expected = _query.Columns.Count == 0 ? on.Columns.Length : on.Columns.Count(c => _query.Columns.Contains(c.Column.Name));
        return found.Length == expected ? found : throw new FormatException($"{found.Length} of {expected} columns are there");
    }

    IEnumerable<(long Number, string Name)> Lines(SqliteSession session, long series) =>
        session.Query("SELECT number, name FROM lines WHERE series = $1 ORDER BY number",
            static r => (Number: r.GetInt64(0), Name: r.GetString(1)), series)
            .Where(l => _query.Columns.Count == 0 || _query.Columns.Contains(l.Name));

    void Read(SqliteSession session, long line, Dictionary<long, CellRow> bySlot, Action<CellRow, byte[]> found) =>
        session.ForEach(_query.WithSketches ? _tables.CountsWithSketches : _tables.Counts, row =>
        {
            // Cells that the query did not ask for lie between.
            if (!bySlot.TryGetValue(row.GetInt64(0), out var cell)) return;
            byte[] counts = (byte[])row.GetValue(1);
            found(cell, _query.WithSketches && !row.IsDBNull(2) ? [.. counts, .. (byte[])row.GetValue(2)] : counts);
        }, (line << 32) | bySlot.Keys.Min(), (line << 32) | bySlot.Keys.Max());
}
