using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Seals days, and lets sealed cells go.</summary>
static class CellSealing
{
    static readonly long s_day = Micros.Of(CellKey.Longest);

    /// <summary>Marks the cells of a day.</summary>
    /// <returns>Cells marked.</returns>
    public static int Seal(SqliteSession session, int model, DateTimeOffset day) => session.Execute("""
        UPDATE cells SET is_sealed = 1
        WHERE is_sealed = 0 AND start >= $2 AND start < $2 + $3 AND series IN (SELECT number FROM series WHERE model = $1)
        """, model, Micros.Of(day), s_day);

    /// <summary>Models and days that have sealed cells.</summary>
    public static IReadOnlyList<(int Model, DateTimeOffset Day)> Days(SqliteSession session) => session.Query("""
        SELECT DISTINCT s.model, c.start - ((c.start % $1 + $1) % $1) AS day
        FROM cells c JOIN series s ON s.number = c.series WHERE c.is_sealed = 1 ORDER BY s.model, day
        """, static r => (r.GetInt32(0), Micros.Moment(r.GetInt64(1))), s_day);

    /// <summary>Starts of the short cells of a model that are not sealed.</summary>
    public static List<DateTimeOffset> OpenQuarters(SqliteSession session, int model) => session.Query("""
        SELECT DISTINCT c.start FROM cells c JOIN series s ON s.number = c.series
        WHERE s.model = $1 AND s.segment IS NULL AND c.is_sealed = 0 AND c.length = $2
        """, static r => Micros.Moment(r.GetInt64(0)), model, Micros.Of(CellKey.Smallest));

    /// <summary>Removes sealed cells wholly within a time.</summary>
    public static int Drop(SqliteSession session, int model, DateTimeOffset? from, DateTimeOffset? to, string? version)
    {
        int removed = session.Execute("""
            DELETE FROM cells WHERE is_sealed = 1 AND start >= $2 AND start + length <= $3
                AND series IN (SELECT number FROM series WHERE model = $1 AND ($4 IS NULL OR version = $4))
            """, model, from is { } first ? Micros.Of(first) : long.MinValue, to is { } last ? Micros.Of(last) : long.MaxValue, version);
        if (removed > 0) CellWriter.DropUnused(session, model);
        return removed;
    }
}
