using System.Runtime.CompilerServices;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Writes cells, within the transaction of the caller, one caller at a time.</summary>
sealed class CellWriter
{
    // The cells of a model share one schema and its bins: those become bytes once, not with every cell.
    readonly ConditionalWeakTable<Schema, StoredBins> _bins = [];

    /// <summary>Replaces a cell. One that was counted on another bin set goes with it; a sealed one stays, for its rows are gone: then
    /// the new one holds what came after.</summary>
    public void Save(SqliteSession session, CellProfile cell)
    {
        var key = cell.Key;
        long series = SeriesOf(session, key);
        session.Execute("""
            DELETE FROM cells WHERE series = $1 AND start = $2 AND length = $3 AND (is_sealed = 0 OR ($4 = 1 AND counted_on = $5))
            """, series, Micros.Of(key.Start), Micros.Of(key.Length), cell.IsSealed, (long)cell.BinSet);
        Insert(session, series, cell);
    }

    /// <summary>Removes the unsealed cells of a key.</summary>
    public static void Remove(SqliteSession session, CellKey key) =>
        session.Execute("DELETE FROM cells WHERE series = $1 AND start = $2 AND length = $3 AND is_sealed = 0",
            SeriesOf(session, key), Micros.Of(key.Start), Micros.Of(key.Length));

    /// <summary>Adds a cell beside those that are there.</summary>
    public void Insert(SqliteSession session, long series, CellProfile cell)
    {
        bool isWhole = cell.Key.Length <= CellKey.Smallest;
        Insert(session, CellTables.Kept, series, cell, isWhole, isWhole ? 0 : FreeTwin(session, series, cell.Key.Start));
    }

    /// <summary>Adds an hour or a day that cells add up to.</summary>
    public void InsertRollup(SqliteSession session, long series, CellProfile rollup, int twin) =>
        Insert(session, CellTables.RolledUp, series, rollup, isWhole: false, twin);

    /// <summary>Removes the cells of a model that start in a range.</summary>
    /// <returns>Cells removed.</returns>
    public static int Delete(SqliteSession session, int model, DateTimeOffset? from, DateTimeOffset? to)
    {
        int removed = session.Execute("""
            DELETE FROM cells WHERE series IN (SELECT number FROM series WHERE model = $1) AND start >= $2 AND start < $3
            """, model, from is { } first ? Micros.Of(first) : long.MinValue, to is { } last ? Micros.Of(last) : long.MaxValue);
        DropUnused(session, model);
        return removed;
    }

    /// <summary>Removes what no cell of a model refers to any more.</summary>
    public static void DropUnused(SqliteSession session, int model)
    {
        session.Execute("DELETE FROM series WHERE model = $1 AND NOT EXISTS (SELECT 1 FROM cells WHERE series = series.number)", model);
        BinsTable.DropUnused(session);
    }

    void Insert(SqliteSession session, CellTables tables, long series, CellProfile cell, bool isWhole, int twin)
    {
        session.Execute(tables.InsertCell, series, Micros.Of(cell.Key.Start), Micros.Of(cell.Key.Length), (long)cell.BinSet, cell.IsSealed,
            cell.Seq, BinsTable.NumberOf(session, BinsOf(cell.Profile)), isWhole,
            isWhole ? ProfileBinary.Write(cell.Profile) : ProfileBinary.WriteHead(cell.Profile), twin);
        if (isWhole) return;
        foreach (var column in cell.Profile.Columns)
        {
            byte[] bytes = ProfileBinary.WriteColumn(column, out int sketchesAt);
            long place = ColumnPlace.Of(LineOf(session, series, column.Column.Name), cell.Key.Start, twin);
            session.Execute(tables.InsertColumn, place, bytes[..sketchesAt]);
            if (sketchesAt < bytes.Length) session.Execute(tables.InsertSketches, place, bytes[sketchesAt..]);
        }
    }

    static long LineOf(SqliteSession session, long series, string column)
    {
        long? known = session.First("SELECT number FROM lines WHERE series = $1 AND name = $2", static r => (long?)r.GetInt64(0), series,
            column);
        if (known is { } number) return number;
        session.Execute("INSERT INTO lines (series, name) VALUES ($1, $2)", series, column);
        return session.LastRowId;
    }

    // Cells of one start differ in length, bin set or being sealed: a handful.
    static int FreeTwin(SqliteSession session, long series, DateTimeOffset start)
    {
        var taken = session.Query("SELECT twin FROM cells WHERE series = $1 AND start = $2 AND is_whole = 0", static r => r.GetInt32(0),
            series,
            Micros.Of(start));
        int free = Enumerable.Range(0, ColumnPlace.Twins).FirstOrDefault(t => !taken.Contains(t), -1);
        return free >= 0 ? free
            : throw new StorageException(StorageFailure.Limit,
                $"{ColumnPlace.Twins} cells of different bin sets begin at one time; no more are kept.");
    }

    static long SeriesOf(SqliteSession session, CellKey key)
    {
        string? segment = key.Segment?.Key, value = key.Segment?.Value;
        long? known = session.First("""
            SELECT number FROM series WHERE model = $1 AND (segment IS NULL) = ($2 IS NULL) AND ifnull(segment, '') = ifnull($2, '')
                AND ifnull(value, '') = ifnull($3, '') AND (version IS NULL) = ($4 IS NULL) AND ifnull(version, '') = ifnull($4, '')
            """, static r => (long?)r.GetInt64(0), key.Model, segment, value, key.Version);
        if (known is { } number) return number;
        session.Execute("INSERT INTO series (model, segment, value, version) VALUES ($1, $2, $3, $4)", key.Model, segment, value,
            key.Version);
        return session.LastRowId;
    }

    StoredBins BinsOf(DatasetProfile profile)
    {
        if (_bins.TryGetValue(profile.Schema, out var known) && known.AreOf(profile)) return known;
        var bins = StoredBins.Of(profile);
        _bins.AddOrUpdate(profile.Schema, bins);
        return bins;
    }
}
