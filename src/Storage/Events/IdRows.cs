using System.Globalization;
using System.Text;
using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Finds the rows of an id where they can be, each kind of place by a condition of its own: with OR between them every row would
/// be looked at.</summary>
static class IdRows
{
    /// <summary>With more places, all rows are looked at instead.</summary>
    internal const int MostPlaces = 1_000;

    /// <summary>Numbers of the rows; null where the places are not known or too many.</summary>
    internal static IReadOnlyList<long>? Find(DuckDbConnection connection, EventTable table, EventQuery query,
        CancellationToken cancellationToken)
    {
        if (query is not { Id: { } id, Places: { } places } || places.Times.Count + places.Forgotten.Count > MostPlaces) return null;
        SqlText sql = Rows(table, id).Add($"seq > {places.KnownSeq}");
        if (places.Times.Count > 0)
            sql.Add(" UNION ALL ").Add(Rows(table, id)).Add("time IN (").Add(string.Join(',', places.Times.Select(Moments.Microseconds)))
                .Add(")");
        foreach ((DateTimeOffset from, DateTimeOffset to) in places.Forgotten)
            sql.Add(" UNION ALL ").Add(Rows(table, id)).Add($"time >= {Moments.Ceiling(from)} AND time < {Moments.Ceiling(to)}");
        var seqs = new SortedSet<long>();
        sql.Read(connection, chunk => seqs.UnionWith(chunk[0].Values<long>().ToArray()), cancellationToken);
        return [.. seqs];
    }

    static SqlText Rows(EventTable table, string id) => new SqlText().Add($"SELECT seq FROM {(SqlName)table.Name} WHERE id_hash = ")
        .Add(IdHash.Of(Encoding.UTF8.GetBytes(id)).ToString(CultureInfo.InvariantCulture)).Add(" AND id = ").Value(id).Add(" AND ");
}
