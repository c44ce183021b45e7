using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Reads every cell and says which cannot be read.</summary>
static class ProfileCheck
{
    static readonly CellQuery s_everything = new() { Model = 0, From = default, To = default };

    public static IEnumerable<string> Rows(SqliteSession session, string path)
    {
        var bins = new BinsTable(path);
        foreach (var cell in session.Query($"{CellRow.Fields}", r => CellRow.Read(r) with { Profile = [] }))
        {
            string? problem = Problem(session, bins, cell);
            if (problem is not null) yield return $"cell {cell.Number} cannot be read ({problem})";
        }
    }

    static string? Problem(SqliteSession session, BinsTable bins, CellRow cell)
    {
        try
        {
            var on = bins.Get(session, cell.Bins);
            byte[] profile = session.First("SELECT profile FROM cells WHERE number = $1", static r => (byte[])r.GetValue(0), cell.Number)
                ?? [];
            if (cell.IsWhole) ProfileBinary.Read(profile, on);
            else
            {
                ProfileBinary.ReadHead(profile, on, []);
                new ColumnsOfCells(session, [cell], new Dictionary<long, ProfileBins> { [cell.Bins] = on }, s_everything, default).Of(cell,
                    on);
            }
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
        catch (StorageException problem)
        {
            return problem.Message;
        }
    }
}
