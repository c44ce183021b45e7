using Plumbline.Engine.Reports;
using Plumbline.Engine.Tests.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Drift;

public sealed class VerdictTests
{
    static readonly string[] s_regions = ["north", "south", "east"];

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public void Identical_distributions_are_never_called_drift(int rows)
    {
        var verdicts = Enumerable.Range(0, 20).Select(seed => ReportOf.Rows(Mixed(rows, (ulong)(1 + (2 * seed))), Mixed(rows,
            (ulong)(2 + (2 * seed)))));

        Assert.InRange(verdicts.Count(r => r.Summary.Verdict == Verdict.Drift), 0, 2);
    }

    [Fact]
    public void A_shift_of_three_tenths_of_a_standard_deviation_is_found_at_a_thousand_rows()
    {
        var found = Enumerable.Range(0, 20).Count(seed => ReportOf.Column(
            Some.Normal(1_000, (ulong)seed + 100), Some.Normal(1_000, (ulong)seed + 500, mean: .3)).Drift?.Verdict == Verdict.Drift);

        Assert.InRange(found, 19, 20);
    }

    [Fact]
    public void A_scale_of_one_and_three_tenths_is_found_at_a_thousand_rows()
    {
        var found = Enumerable.Range(0, 20).Count(seed => ReportOf.Column(
            Some.Normal(1_000, (ulong)seed + 100), Some.Normal(1_000, (ulong)seed + 500,
                standardDeviation: 1.3)).Drift?.Verdict == Verdict.Drift);

        Assert.InRange(found, 19, 20);
    }

    [Fact]
    public void A_downward_shift_says_so_with_both_medians()
    {
        var column = ReportOf.Column(Some.Normal(2_000, 1, 10), Some.Normal(2_000, 2, 9));

        Assert.Equal(Verdict.Drift, column.Drift?.Verdict);
        Assert.StartsWith("the middle moved down: median 8.985 instead of 10", ReportOf.Reason(column), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_share_that_moved_is_drift_by_itself()
    {
        double[] values = Some.Normal(1_000, 1);
        double[] holes = [.. Some.Normal(1_000, 2).Select((v, i) => i % 4 == 0 ? double.NaN : v)];

        var column = ReportOf.Column(values, holes);

        Assert.Equal(Verdict.Drift, column.Drift?.Verdict);
        Assert.Equal("missing in 25 % of rows instead of 0 %", ReportOf.Reason(column));
    }

    [Fact]
    public void A_column_absent_from_the_current_set_is_drift_with_that_reason()
    {
        var report = ReportOf.Rows(Some.Dataset(("x", Some.Normal(100, 1)), ("y", Some.Normal(100, 2))), Some.Dataset(("x", Some.Normal(100,
            3))));

        Assert.Equal(Verdict.Drift, report.Columns[1].Drift?.Verdict);
        Assert.Equal("the current set has no such column", ReportOf.Reason(report.Columns[1]));
        Assert.True(double.IsNaN(report.Columns[1].Drift!.PValue));
    }

    [Fact]
    public void A_column_of_another_type_is_drift_with_that_reason()
    {
        var column = ReportOf.Column(Some.Normal(100, 1), Some.Categories(100, 2, ("a", 1), ("b", 1)));

        Assert.Equal(Verdict.Drift, column.Drift?.Verdict);
        Assert.Equal("type changed: numbers in the reference, text in the current set", ReportOf.Reason(column));
    }

    [Fact]
    public void A_reference_without_values_is_not_comparable()
    {
        var column = ReportOf.Column(Enumerable.Repeat(double.NaN, 100).ToArray(), Some.Normal(100, 1));

        Assert.Equal(Verdict.NotComparable, column.Drift?.Verdict);
        Assert.Equal("every value of the reference is missing", ReportOf.Reason(column));
    }

    [Fact]
    public void Twelve_values_are_too_few()
    {
        var column = ReportOf.Column(Some.Normal(100, 1), Some.Normal(12, 2, mean: 5));

        Assert.Equal(Verdict.InsufficientData, column.Drift?.Verdict);
        Assert.Equal("too few rows: the current set has 12 values, at least 30 are needed", ReportOf.Reason(column));
    }

    [Fact]
    public void Forty_rows_without_a_finding_are_insufficient_and_name_what_would_have_been_found()
    {
        var column = ReportOf.Column(Some.Normal(40, 1), Some.Normal(40, 2));

        Assert.Equal(Verdict.InsufficientData, column.Drift?.Verdict);
        Assert.True(column.Drift!.SmallestDetectable > .21);
    }

    [Fact]
    public void A_significant_but_tiny_change_is_stable()
    {
        var column = ReportOf.Column(Some.Normal(60_000, 1), Some.Normal(60_000, 2, mean: .06));

        Assert.True(column.Drift!.QValue < .05);
        Assert.Equal(Verdict.Stable, column.Drift.Verdict);
        Assert.StartsWith("a change was found, too small to matter", ReportOf.Reason(column), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_that_becomes_another_constant_is_drift()
    {
        var column = ReportOf.Column(Enumerable.Repeat(5d, 500).ToArray(), Enumerable.Repeat(6d, 500).ToArray());

        Assert.Equal(Verdict.Drift, column.Drift?.Verdict);
        Assert.Equal("the middle moved up: median 6 instead of 5", ReportOf.Reason(column));
    }

    [Fact]
    public void The_same_constant_is_stable()
    {
        var column = ReportOf.Column(Enumerable.Repeat(5d, 500).ToArray(), Enumerable.Repeat(5d, 500).ToArray());

        Assert.Equal(Verdict.Stable, column.Drift?.Verdict);
        Assert.Equal("the same single value on both sides", ReportOf.Reason(column));
    }

    [Fact]
    public void A_text_column_whose_values_are_all_different_is_no_drift()
    {
        string[] names = [.. Enumerable.Range(0, 3_000).Select(i => $"a{i}")], others = [.. Enumerable.Range(0, 3_000).Select(i =>
            $"b{i}")];

        var column = ReportOf.Column(names, others);

        Assert.Equal(Verdict.Stable, column.Drift?.Verdict);
    }

    [Fact]
    public void Thousands_of_rare_categories_of_one_distribution_are_no_drift()
    {
        string[] Draw(ulong seed) => [.. Some.Normal(25_000, seed).Select(v => "k" + (int)(Math.Abs(v) * 2_500))];

        var column = ReportOf.Column(Draw(1), Draw(2));

        Assert.Equal(Verdict.Stable, column.Drift?.Verdict);
    }

    static InMemoryDataset Mixed(int rows, ulong seed) => Some.Dataset(
        ("normal", Some.Normal(rows, seed * 1_000)),
        ("lognormal", Some.Normal(rows, (seed * 1_000) + 1).Select(Math.Exp).ToArray()),
        ("count", Some.Normal(rows, (seed * 1_000) + 2, 3, 1.5).Select(v => Math.Max(0, Math.Round(v))).ToArray()),
        ("zeros", Some.Normal(rows, (seed * 1_000) + 3).Select(v => Math.Max(0, v)).ToArray()),
        ("holes", Some.Normal(rows, (seed * 1_000) + 4).Select(v => v > 1.28 ? double.NaN : v).ToArray()),
        ("region", Some.Categories(rows, (seed * 1_000) + 5, [.. s_regions.Select((r, i) => (r, 1.0 / (i + 1)))])),
        ("code", Some.Categories(rows, (seed * 1_000) + 6, [.. Enumerable.Range(1, 40).Select(i => ($"c{i}", 1.0 / i))])));
}
