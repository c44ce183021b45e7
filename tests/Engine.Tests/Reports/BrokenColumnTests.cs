using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Reports;

/// <summary>What takes other tools' reports down: here each is one column that says why, and neighbours that are judged.</summary>
public sealed class BrokenColumnTests
{
    static readonly double[] s_reference = Some.Normal(500, 1), s_current = Some.Normal(500, 2);

    [Theory]
    [InlineData(double.NaN, Verdict.Drift, "every value is missing in the current set")]
    [InlineData(double.PositiveInfinity, Verdict.Drift, "the current set has no finite value")]
    [InlineData(double.NegativeInfinity, Verdict.Drift, "the current set has no finite value")]
    public void An_empty_or_infinite_current_column_kills_nothing(double value, Verdict verdict, string reason)
    {
        var report = WithColumn(Some.Normal(500, 3), Enumerable.Repeat(value, 500).ToArray());

        Assert.Equal((verdict, reason), (report.Columns[1].Drift!.Verdict, ReportOf.Reason(report.Columns[1])));
        Assert.Equal(Verdict.Stable, report.Columns[0].Drift!.Verdict);
    }

    [Theory]
    [InlineData(double.NaN, "every value of the reference is missing")]
    [InlineData(double.PositiveInfinity, "the reference has no finite value")]
    public void An_unusable_reference_column_is_not_comparable_and_kills_nothing(double value, string reason)
    {
        var report = WithColumn(Enumerable.Repeat(value, 500).ToArray(), Some.Normal(500, 3));

        Assert.Equal((Verdict.NotComparable, reason), (report.Columns[1].Drift!.Verdict, ReportOf.Reason(report.Columns[1])));
        Assert.Equal(Verdict.Stable, report.Columns[0].Drift!.Verdict);
        Assert.Equal(Verdict.Stable, report.Summary.Verdict);
    }

    [Fact]
    public void One_infinity_is_counted_excluded_and_warned_of()
    {
        double[] values = Some.Normal(500, 3);
        values[7] = double.PositiveInfinity;

        var report = WithColumn(Some.Normal(500, 4), values);

        Assert.Equal(1, report.Columns[1].Current!.Infinite);
        Assert.Equal(Verdict.Stable, report.Columns[1].Drift!.Verdict);
        Assert.Contains(report.Warnings, w =>
            w.ToString() == "column y: 1 infinite values in the current set are left out of every comparison");
    }

    [Fact]
    public void One_unseen_category_is_a_fact_and_no_drift()
    {
        string[] before = Some.Categories(3_000, 5, ("a", 3), ("b", 2)), after = Some.Categories(3_000, 6, ("a", 3), ("b", 2));
        for (int i = 0; i < 12; i++) after[i * 50] = "new";

        var column = ReportOf.Column(before, after);

        Assert.Equal(Verdict.Stable, column.Drift!.Verdict);
        Assert.Equal(new CellCount("new", 0, 12), Assert.Single(column.NewCategories));
        Assert.True(column.Measures["chi_squared"].PValue > 0);
    }

    [Theory]
    [InlineData(1e308)]
    [InlineData(-1e308)]
    [InlineData(5e-324)]
    public void Values_at_the_ends_of_double_kill_nothing(double value)
    {
        double[] values = [.. Some.Normal(500, 3).Select((v, i) => i % 2 == 0 ? v : value)];

        var report = WithColumn(values, values);

        Assert.All(report.Columns, c => Assert.Null(c.Failure));
        Assert.Equal(Verdict.Stable, report.Columns[1].Drift!.Verdict);
    }

    [Fact]
    public void One_huge_outlier_leaves_psi_as_it_is()
    {
        double[] moved = Some.Normal(2_000, 2, .5), withOutlier = [.. moved.SkipLast(1), 1e6];
        double[] reference = Some.Normal(2_000, 1), referenceWithOutlier = [.. reference.SkipLast(1), 1e6];

        double without = ReportOf.Column(reference, moved).Measures["psi"].Value, with = ReportOf.Column(referenceWithOutlier,
            withOutlier).Measures["psi"].Value;

        Assert.InRange(without, .2, .35);
        Assert.Equal(without, with, .005);
    }

    [Fact]
    public void A_column_that_cannot_be_read_says_why_and_its_neighbours_are_judged()
    {
        var current = Some.Dataset(("x", s_current), ("y", s_current));
        var broken = new InMemoryDataset("memory", [current.Read("x", default), current.Read("y", default)]) { Broken = ["y"] };

        var report = ReportOf.Rows(Some.Dataset(("x", s_reference), ("y", s_reference)), broken);

        Assert.Equal("this column could not be worked on: Column y cannot be read.", report.Columns[1].Failure?.ToString());
        Assert.Equal(Verdict.Stable, report.Columns[0].Drift!.Verdict);
        Assert.Null(report.Current.DuplicateRows);
    }

    [Fact]
    public void A_column_only_the_current_set_has_is_shown_and_not_comparable()
    {
        var report = ReportOf.Rows(Some.Dataset(("x", s_reference)), Some.Dataset(("extra", s_current), ("x", s_current)));

        Assert.Equal(["x", "extra"], report.Columns.Select(c => c.Name));
        Assert.Equal(Verdict.NotComparable, report.Columns[1].Drift!.Verdict);
    }

    [Fact]
    public void No_common_column_is_refused_with_both_lists()
    {
        var problem = Assert.Throws<ReportException>(() => ReportOf.Rows(Some.Dataset(("a", s_reference)), Some.Dataset(("b", s_current))));

        Assert.StartsWith("the two sets have no column in common: the reference has a; the current set has b", problem.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_rows_are_insufficient_data()
    {
        var report = ReportOf.Rows(Some.Dataset(("x", s_reference)), Some.Dataset(("x", Array.Empty<double>())));

        Assert.Equal(Verdict.InsufficientData, report.Columns[0].Drift!.Verdict);
        Assert.Equal(Verdict.InsufficientData, report.Summary.Verdict);
    }

    [Fact]
    public void Values_that_cannot_be_read_as_numbers_are_named_with_line_and_example()
    {
        var unreadable = new UnreadableValues(500, 2, "n/k");
        var current = Some.Dataset(("x", Some.Numeric("x", [.. Enumerable.Repeat(double.NaN, 500)], unreadable: unreadable)));

        var column = ReportOf.Rows(Some.Dataset(("x", s_reference)), current).Columns[0];

        Assert.Equal("type changed: none of 500 values of the current set could be read as this column's type, for example 'n/k' in line 2",
            ReportOf.Reason(column));
    }

    [Fact]
    public void Ids_times_and_ignored_columns_are_never_judged()
    {
        var reference = Some.Dataset(("x", s_reference), ("id", s_reference), ("no", s_reference)).WithRole("id",
            ColumnRole.Id).WithRole("no", ColumnRole.Ignore);
        var current = Some.Dataset(("x", s_current), ("id", s_current.Select(v => v + 100).ToArray()), ("no", s_current)).WithRole("id",
            ColumnRole.Id).WithRole("no", ColumnRole.Ignore);

        var report = ReportOf.Rows(reference, current);

        Assert.Equal(["x", "id"], report.Columns.Select(c => c.Name));
        Assert.Null(report.Columns[1].Drift);
        Assert.Equal(1, report.Summary.Judged);
    }

    static Report WithColumn(double[] reference, double[] current) =>
        ReportOf.Rows(Some.Dataset(("x", s_reference), ("y", reference)), Some.Dataset(("x", s_current), ("y", current)));
}
