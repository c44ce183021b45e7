using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Reports;

public sealed class ColumnPicturesTests
{
    [Fact]
    public void Shares_of_a_histogram_sum_to_one_however_far_the_outliers()
    {
        double[] values = [.. Some.Normal(1_000, 1).SkipLast(1), 1e300];

        var picture = ReportOf.Column(values, Some.Normal(500, 2, 3)).Picture!;

        Assert.Equal(picture.Edges.Count - 1, picture.Reference.Count);
        Assert.Equal(1, picture.Reference.Sum(), 9);
        Assert.Equal(1, picture.Current.Sum(), 9);
        Assert.InRange(picture.Edges[^1], 2, 10);
        Assert.InRange(picture.CdfX.Count, 10, 100);
    }

    [Fact]
    public void Few_numbers_are_bars()
    {
        var picture = ReportOf.Column((double[])[1, 1, 2, 4], (double[])[1, 3]).Picture!;

        Assert.Equal(["1", "2", "3", "4"], picture.Labels);
        Assert.Equal([.5, .25, 0, .25], picture.Reference);
        Assert.Equal([.5, 0, .5, 0], picture.Current);
    }

    [Fact]
    public void Twenty_categories_are_shown_and_the_rest_is_one()
    {
        (string, double)[] weights = [.. Enumerable.Range(1, 40).Select(i => ($"c{i}", 1.0 / i))];

        var picture = ReportOf.Column(Some.Categories(5_000, 1, weights), Some.Categories(5_000, 2, weights)).Picture!;

        Assert.Equal(21, picture.Labels.Count);
        Assert.Equal("(other)", picture.Labels[^1]);
        Assert.Equal(1, picture.Reference.Sum(), 9);
        Assert.Equal(1, picture.Current.Sum(), 9);
    }
}
