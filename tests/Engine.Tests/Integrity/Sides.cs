using Plumbline.Engine.Columns;
using Plumbline.Engine.Integrity;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Integrity;

/// <summary>Sides and checks for tests.</summary>
static class Sides
{
    public static ColumnSide Of(ColumnSlice slice)
    {
        double[] finite = slice is NumericSlice numbers ? [.. numbers.Values.ToArray().Where(double.IsFinite)] : [];
        return new ColumnSide(new ColumnSummary
        {
            Count = slice.Length,
            Missing = slice.Missing.Count,
            Unreadable = slice.Unreadable.Count,
            Infinite = slice is NumericSlice n ? n.Values.ToArray().Count(double.IsInfinity) : 0,
            Min = finite.Length == 0 ? null : finite.Min(),
            Max = finite.Length == 0 ? null : finite.Max(),
            Distinct = slice is CategoricalSlice c ? c.Categories.Count : finite.Distinct().Count(),
        }, slice);
    }

    public static IReadOnlyList<IntegrityCheck> Check(ColumnSlice reference, ColumnSlice current, IntegrityOptions? options = null) =>
        ColumnIntegrity.Check(reference.Column, Of(reference), Of(current), options ?? IntegrityOptions.Default);

    public static IReadOnlyList<IntegrityCheck> Check(object reference, object current, ColumnRole role = ColumnRole.Feature) =>
        Check(Some.Column("x", reference, role), Some.Column("x", current, role));

    public static IntegrityCheck One(this IReadOnlyList<IntegrityCheck> checks, string check, string set = "current") =>
        checks.Single(c => c.Check == check && c.Set == set);

    public static DatasetSide Dataset(long rows, long refused = 0, long? duplicates = null, double? days = null, params string[] columns) =>
        new(
        new DatasetSummary
        {
            Path = "memory",
            Rows = rows,
            Refused = refused,
            DuplicateRows = duplicates,
            From = days is null ? null : DateTimeOffset.UnixEpoch,
            To = days is null ? null : DateTimeOffset.UnixEpoch.AddDays(days.Value),
        },
        [.. columns.Select(c => new ColumnDefinition(c, ColumnRole.Feature, ColumnType.Numeric))],
        refused == 0 ? RefusedRows.None : new RefusedRows(refused, [new RefusedRow("a.csv", 7, null, "it has 5 cells instead of 4")]));
}
