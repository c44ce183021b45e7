using Microsoft.Data.Sqlite;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>A row of a table of cells. The profile of a whole cell is read apart, one at a time: it may be large.</summary>
sealed record CellRow(long Number, long Series, CellKey Key, ulong CountedOn, bool IsSealed, long Seq, long Bins, bool IsWhole, int Twin,
    byte[] Head)
{
    public static CellRow Read(SqliteDataReader row)
    {
        KeyValuePair<string, string>? segment = row.IsDBNull(4) ? null : KeyValuePair.Create(row.GetString(4), row.GetString(5));
        string? version = row.IsDBNull(3) ? null : row.GetString(3);
        var key = new CellKey(row.GetInt32(2), Micros.Moment(row.GetInt64(6)), Micros.Length(row.GetInt64(7)), version, segment);
        return new CellRow(row.GetInt64(0), row.GetInt64(1), key, (ulong)row.GetInt64(8), row.GetBoolean(9), row.GetInt64(10),
            row.GetInt64(11), row.GetBoolean(12), row.GetInt32(13), row.IsDBNull(14) ? [] : (byte[])row.GetValue(14));
    }

    public CellProfile With(DatasetProfile profile) =>
        new() { Key = Key, Profile = profile, BinSet = CountedOn, Seq = Seq, IsSealed = IsSealed };
}
