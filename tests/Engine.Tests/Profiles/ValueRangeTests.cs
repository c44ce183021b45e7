using Plumbline.Engine.Profiles;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Profiles;

public sealed class ValueRangeTests
{
    [Fact]
    public void The_vectorised_count_equals_the_plain_one()
    {
        double[] values = [-5, double.NaN, 2, double.NegativeInfinity, 8, 1e308, double.PositiveInfinity, 0, 7, 7.1, -.1, -1e308, 3];

        var outside = new ValueRange(0, 7).Count(values);

        Assert.Equal(new OutsideRows(values.Count(v => double.IsFinite(v) && v < 0), values.Count(v => double.IsFinite(v) && v > 7)),
            outside);
        Assert.Equal((3, 3, 6), (outside.Below, outside.Above, outside.Total));
    }

    [Fact]
    public void Sorted_values_count_as_those_in_any_order()
    {
        double[] values = Some.Normal(1_000, 5);
        var range = new ValueRange(-1, 1.5);

        Assert.Equal(range.Count(values), range.CountSorted([.. values.Order()]));
        Assert.Equal(default, range.CountSorted([-1, 0, 1.5]));
    }

    [Fact]
    public void The_range_of_a_reference_has_its_extremes_and_no_row_of_it_outside()
    {
        double[] values = [.. Some.Normal(500, 6).Order()];

        Assert.Null(ValueRange.Of([]));
        Assert.Equal(new ValueRange(values[0], values[^1]), ValueRange.Of(values));
        Assert.Equal(new ValueRange(0, 0), ValueRange.Of([-0.0, 0.0]));
        Assert.Equal(0, new ValueRange(values[0], values[^1]).Count(values).Total);
    }
}
