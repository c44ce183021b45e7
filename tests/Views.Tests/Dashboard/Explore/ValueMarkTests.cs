using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics.Descriptive;
using Plumbline.Views.Dashboard;

namespace Plumbline.Views.Tests.Dashboard.Explore;

public class ValueMarkTests
{
    [Theory]
    [InlineData(-1, ValueMark.Below)]
    [InlineData(0, ValueMark.Plain)]
    [InlineData(99, ValueMark.Plain)]
    [InlineData(100, ValueMark.Above)]
    [InlineData(double.PositiveInfinity, ValueMark.Above)]
    public void A_number_is_marked_outside_of_what_the_baseline_had(double value, ValueMark expected) =>
        Assert.Equal(expected, ValueMarks.Of(value, Numbers(100)));

    [Fact]
    public void Few_rows_say_nothing_about_what_is_usual() => Assert.Equal(ValueMark.Plain, ValueMarks.Of(1_000.0, Numbers(29)));

    [Theory]
    [InlineData("north", ValueMark.Plain)]
    [InlineData("<b>", ValueMark.Unseen)]
    public void A_category_the_baseline_never_had_is_marked(string value, ValueMark expected) =>
        Assert.Equal(expected, ValueMarks.Of(value, Categories()));

    [Fact]
    public void A_missing_value_is_marked_whatever_is_usual()
    {
        Assert.Equal(ValueMark.Missing, ValueMarks.Of(null, null));
        Assert.Equal(ValueMark.Missing, ValueMarks.Of(null, Categories()));
    }

    [Fact]
    public void A_number_in_a_column_of_categories_is_looked_up_as_its_text() =>
        Assert.Equal(ValueMark.Plain, ValueMarks.Of(7.0, Categories()));

    static ColumnProfile Numbers(int rows)
    {
        double[] values = [.. Enumerable.Range(0, rows).Select(i => (double)i)];
        var moments = new Moments();
        moments.AddRange(values);
        var cells = ColumnCells.Numbers.Freeze(values);
        return Profile(ColumnType.Numeric, rows, new ColumnContent.Numbers
        {
            On = cells,
            Counts = [.. new long[cells.Bins.CellCount]],
            PsiCounts = [.. new long[cells.PsiBins.CellCount]],
            Moments = moments,
            Distinct = rows,
        });
    }

    static ColumnProfile Categories()
    {
        var cells = ColumnCells.Categories.Freeze([new("north", 60), new("7", 40)]);
        return Profile(ColumnType.Categorical, 100, new ColumnContent.Categories { On = cells, Counts = [60, 40], Distinct = 2 });
    }

    static ColumnProfile Profile(ColumnType type, int rows, ColumnContent content) => new()
    {
        Column = new ColumnDefinition("x", ColumnRole.Feature, type),
        Rows = rows,
        Missing = MissingValues.None,
        Unreadable = UnreadableValues.None,
        Content = content,
    };
}
