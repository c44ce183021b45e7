using Plumbline.Engine.Profiles;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>The bytes of the columns of longer cells, read column by column as they lie in the file.</summary>
sealed class ColumnsOfCells
{
    readonly Dictionary<long, List<(int Place, byte[] Profile)>> _byCell = [];
    readonly IReadOnlyList<string> _wanted;

    public ColumnsOfCells(SqliteSession session, IEnumerable<CellRow> cells, Func<SqliteSession, CellRow, ProfileBins> bins,
        IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        _wanted = wanted;
        foreach (var series in cells.GroupBy(c => c.Series))
        {
            foreach (var cell in series) _byCell[cell.Number] = [];
            var all = series.Select(c => c.Bins).Distinct().SelectMany(b => bins(session, series.First(c => c.Bins == b)).Columns);
            string[] names = [.. all.Select(c => c.Column.Name).Distinct(StringComparer.Ordinal).Where(n => wanted.Count == 0 || wanted.Contains(n))];
            long first = Micros.Of(series.Min(c => c.Key.Start)), last = Micros.Of(series.Max(c => c.Key.Start));
            foreach (string name in names)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Read(session, series.Key, name, first, last);
            }
        }
    }

    /// <summary>The wanted columns of a cell in the order of its bins.</summary>
    /// <exception cref="FormatException">A column is absent or damaged.</exception>
    public IReadOnlyList<ColumnProfile> Of(CellRow cell, ProfileBins on)
    {
        var found = _byCell[cell.Number];
        found.Sort(static (a, b) => a.Place.CompareTo(b.Place));
        int expected = _wanted.Count == 0 ? on.Columns.Length : on.Columns.Count(c => _wanted.Contains(c.Column.Name));
        if (found.Count != expected) throw new FormatException($"{found.Count} of {expected} columns are there");
        return [.. found.Select(f => f.Place < on.Columns.Length ? ProfileBinary.ReadColumn(f.Profile, on.Columns[f.Place])
            : throw new FormatException($"there is no column {f.Place}"))];
    }

    void Read(SqliteSession session, long series, string column, long first, long last) => session.ForEach(
        "SELECT cell, place, profile FROM columns WHERE series = $1 AND column_hash = $2 AND start >= $3 AND start <= $4", row =>
        {
            // Cells of other bin sets or lengths that the query did not ask for lie between.
            if (_byCell.TryGetValue(row.GetInt64(0), out var columns)) columns.Add((row.GetInt32(1), (byte[])row.GetValue(2)));
        }, series, CellWriter.HashOf(column), first, last);
}
