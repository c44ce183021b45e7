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
        return Rows(session, bins, CellTables.Kept, "cell").Concat(Rows(session, bins, CellTables.RolledUp, "rollup"));
    }

    static IEnumerable<string> Rows(SqliteSession session, BinsTable bins, CellTables tables, string what)
    {
        foreach (var cell in session.Query(tables.Fields, CellRow.Read))
            if (Problem(session, bins, tables, cell) is { } problem) yield return $"{what} {cell.Number} cannot be read ({problem})";
    }

    static string? Problem(SqliteSession session, BinsTable bins, CellTables tables, CellRow cell)
    {
        try
        {
            var on = bins.Get(session, cell.Bins);
            if (cell.IsWhole)
            {
                ProfileBinary.Read(session.First(tables.Profile, static r => (byte[])r.GetValue(0), cell.Number), on);
                return null;
            }
            ProfileBinary.ReadHead(cell.Head, on, []);
            new ColumnsOfCells(session, tables, [cell], new Dictionary<long, ProfileBins> { [cell.Bins] = on }, s_everything, default)
                .Of(cell, on);
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
