using Plumbline.Engine.Drift;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Tests.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Drift;

public sealed class CountedCellsTests
{
    [Fact]
    public void Thin_cells_are_joined_with_their_right_neighbours()
    {
        int[] groups = CountedCells.JoinThinCells([5, 5, 90, 3], [0, 10, 80, 13]);

        Assert.Equal([0, 0, 1, 1], groups);
    }

    [Fact]
    public void A_cell_the_reference_never_filled_stays_when_the_current_side_fills_it()
    {
        int[] groups = CountedCells.JoinThinCells([0, 500, 0], [0, 400, 100]);

        Assert.Equal([0, 0, 1], groups);
    }

    [Fact]
    public void A_constant_that_begins_to_vary_to_both_sides_keeps_its_cells_in_a_window_much_smaller_than_the_reference()
    {
        int[] groups = CountedCells.JoinThinCells([0, 7_000, 0], [178, 0, 158]);

        Assert.Equal([1, 0, 2], groups);
    }

    [Fact]
    public void A_handful_of_rows_where_the_reference_has_none_is_joined()
    {
        int[] groups = CountedCells.JoinThinCells([0, 500, 0], [0, 485, 15]);

        Assert.Equal([0, 0, 0], groups);
    }

    [Fact]
    public void A_spike_at_zero_that_leaks_to_negative_values_is_found()
    {
        double[] before = [.. Some.Normal(2_000, 1).Select(v => Math.Max(0, v))];
        double[] after = [.. Some.Normal(2_000, 2).Select((v, i) => v <= 0 && i % 2 == 0 ? -1 : Math.Max(0, v))];

        var column = ReportOf.Column(before, after);

        Assert.Equal(Verdict.Drift, column.Drift!.Verdict);
        Assert.Contains(column.Drift.Reasons, r => r.ToString().Contains("lie in < 0 instead of 0 %", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60, 1_000)]
    [InlineData(1_000, 60)]
    [InlineData(300, 300)]
    public void Spiky_columns_of_one_distribution_are_not_called_drift(int reference, int current)
    {
        double[] Draw(int rows, ulong seed) => [.. Some.Normal(rows, seed).Select(v => v < .5 ? 0 : Math.Round(v, 1))];

        int drifted = Enumerable.Range(0, 100).Count(i => ReportOf.Column(Draw(reference, (ulong)(2 * i) + 1), Draw(current,
            (ulong)(2 * i) + 2)).Drift!.Verdict == Verdict.Drift);

        Assert.InRange(drifted, 0, 5);
    }

    [Theory]
    [InlineData("(0.00017139807256574336, 0.028240954564783295]", "(0.0001714, 0.02824]")]
    [InlineData("> 5.76", "> 5.76")]
    [InlineData("[-1234567.891, 1E+20)", "[-1234568, 1E+20)")]
    public void Labels_in_sentences_are_short(string label, string expected)
    {
        Assert.Equal(expected, DriftReasons.ShortLabel(label));
    }
}
