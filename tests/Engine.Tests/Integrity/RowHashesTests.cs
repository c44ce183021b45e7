using Plumbline.Engine.Columns;
using Plumbline.Engine.Integrity;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Integrity;

public sealed class RowHashesTests
{
    [Fact]
    public void Counts_the_rows_that_equal_an_earlier_row_in_every_column()
    {
        long duplicates = Duplicates(("a", new double[] { 1, 1, 1, 2 }), ("b", new[] { "x", "x", "y", "x" }));

        Assert.Equal(1, duplicates);
    }

    [Fact]
    public void Values_that_changed_their_columns_are_other_rows()
    {
        long duplicates = Duplicates(("a", new double[] { 1, 2 }), ("b", new double[] { 2, 1 }));

        Assert.Equal(0, duplicates);
    }

    [Fact]
    public void Missing_equals_missing_and_minus_zero_equals_zero()
    {
        long duplicates = Duplicates(("a", new double[] { double.NaN, -double.NaN, 0.0, -0.0 }),
            ("b", new string?[] { null, null, "x", "x" }));

        Assert.Equal(2, duplicates);
    }

    [Fact]
    public void A_grid_of_small_whole_numbers_has_no_false_duplicate()
    {
        int side = 100;
        double[] a = [.. Enumerable.Range(0, side * side * side).Select(i => (double)(i % side))];
        double[] b = [.. Enumerable.Range(0, side * side * side).Select(i => (double)(i / side % side))];
        double[] c = [.. Enumerable.Range(0, side * side * side).Select(i => (double)(i / side / side))];

        long duplicates = Duplicates(("a", a), ("b", b), ("c", c));

        Assert.Equal(0, duplicates);
    }

    [Fact]
    public void The_order_of_columns_and_threads_does_not_matter()
    {
        ColumnSlice[] columns = [.. Enumerable.Range(0, 12).Select(i =>
            Some.Numeric($"c{i}", [.. Some.Normal(100_000, (ulong)i).Select(x => Math.Round(x / 2))]))];
        var forward = new RowHashes(100_000);
        var parallel = new RowHashes(100_000);

        for (int i = 0; i < columns.Length; i++) forward.Add(i, columns[i]);
        Parallel.For(0, columns.Length, i => parallel.Add(columns.Length - 1 - i, columns[columns.Length - 1 - i]));

        Assert.InRange(forward.CountDuplicates(), 1, 99_999);
        Assert.Equal(forward.CountDuplicates(), parallel.CountDuplicates());
    }

    [Fact]
    public void Agrees_with_a_set_of_texts()
    {
        double[] a = [.. Some.Normal(50_000, 1).Select(x => Math.Round(x * 8))];
        string[] b = Some.Categories(50_000, 2, ("x", 1), ("y", 2), ("z", 3));

        long duplicates = Duplicates(("a", a), ("b", b));

        Assert.Equal(50_000 - a.Zip(b).Distinct().Count(), duplicates);
    }

    [Fact]
    public void Times_and_vectors_take_part()
    {
        var times = Some.Column("t", new[] { DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1) });
        var vectors = new VectorSlice(new ColumnDefinition("v", ColumnRole.Embedding, ColumnType.Vector), new float[] { 1, 2, 1, 2, 2, 1 },
            2,
            MissingValues.None, UnreadableValues.None);

        long duplicates = Duplicates(("t", times), ("v", vectors));

        Assert.Equal(1, duplicates);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(70_000, 69_999)]
    public void Works_at_the_edges(int rows, long expected)
    {
        long duplicates = Duplicates(("a", new double[rows]));

        Assert.Equal(expected, duplicates);
    }

    [Fact]
    public void A_column_of_another_length_is_refused()
    {
        var hashes = new RowHashes(3);

        Assert.Throws<ArgumentException>(() => hashes.Add(0, Some.Numeric("x", [1, 2])));
    }

    static long Duplicates(params (string Name, object Values)[] columns)
    {
        ColumnSlice[] slices = [.. columns.Select(c => Some.Column(c.Name, c.Values))];
        var hashes = new RowHashes(slices[0].Length);
        for (int i = 0; i < slices.Length; i++) hashes.Add(i, slices[i]);
        return hashes.CountDuplicates();
    }
}
