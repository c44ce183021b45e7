using Plumbline.Engine.Columns;
using Plumbline.Engine.Multivariate;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Multivariate;

public sealed class RowSampleTests
{
    [Fact]
    public void All_rows_are_chosen_when_there_are_no_more_than_wanted()
    {
        int[] rows = RowSample.ChooseRows(5, 10, 1);

        Assert.Equal([0, 1, 2, 3, 4], rows);
    }

    [Fact]
    public void The_same_seed_chooses_the_same_ascending_rows_and_another_seed_others()
    {
        int[] rows = RowSample.ChooseRows(100_000, 1_000, 7), again = RowSample.ChooseRows(100_000, 1_000, 7),
            other = RowSample.ChooseRows(100_000, 1_000, 8);

        Assert.Equal(1_000, rows.Distinct().Count());
        Assert.Equal(rows.Order(), rows);
        Assert.Equal(rows, again);
        Assert.NotEqual(rows, other);
    }

    [Fact]
    public void A_smaller_sample_is_part_of_a_larger_one()
    {
        int[] small = RowSample.ChooseRows(50_000, 500, 3), large = RowSample.ChooseRows(50_000, 2_000, 3);

        Assert.Empty(small.Except(large));
    }

    [Fact]
    public void Rows_come_from_all_over_the_set()
    {
        int[] rows = RowSample.ChooseRows(100_000, 10_000, 1);

        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(rows.Count(r => r / 10_000 == tenth), 850, 1150));
    }

    [Fact]
    public void The_sampled_rows_of_every_kind_of_column_are_kept()
    {
        var sample = new RowSample([1, 3], 4);

        sample.Add(Some.Numeric("n", [10, 11, 12, 13]));
        sample.Add(Some.Categorical("c", ["a", "b", null, "d"]));
        sample.Add(new VectorSlice(new ColumnDefinition("v", ColumnRole.Embedding, ColumnType.Vector),
            new float[] { 0, 1, 2, 3, 4, 5, 6, 7 }, 2,
            MissingValues.None, UnreadableValues.None));

        Assert.Equal([11, 13], ((NumericSlice)sample.Find("n")!).Values.ToArray());
        Assert.Equal(["b", "d"], ((CategoricalSlice)sample.Find("c")!).Categories);
        Assert.Equal([2, 3, 6, 7], ((VectorSlice)sample.Find("v")!).Values.ToArray());
    }
}
