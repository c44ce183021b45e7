using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>Columns that only one side has.</summary>
static class ColumnsCheck
{
    public static void Run(DatasetSide reference, DatasetSide current, CheckList checks)
    {
        var before = reference.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var now = current.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        // A current set whose labels are still to come lacks its target by nature.
        string[] missing = [.. reference.Columns.Where(c => c.Role != ColumnRole.Target).Select(c => c.Name)
            .Where(name => !now.Contains(name))];
        string[] extra = [.. current.Columns.Select(c => c.Name).Where(name => !before.Contains(name))];
        foreach (string name in missing)
            checks.Add("columns", name, CheckList.Current, new Finding("columns.missing", false, double.NaN, Expected.SameColumns, Severity.Error));
        foreach (string name in extra)
            checks.Add("columns", name, CheckList.Current, new Finding("columns.extra", false, double.NaN, Expected.SameColumns));
        if (missing.Length == 0 && extra.Length == 0)
            checks.Add("columns", CheckList.Current, new Finding("columns.same", true, now.Count, Expected.SameColumns),
                ("count", Figures.Count(now.Count)));
    }
}
