using Plumbline.Views.Dashboard;

namespace Plumbline.Views.Tests.Dashboard;

public class MarkLabelTests
{
    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Names_of_neighbours_stand_in_different_lines()
    {
        var labels = Place([Mark(10, "v2 in production"), Mark(10.5, "campaign"), Mark(20, "v3")]);

        Assert.Equal([0, 1, 0], labels.Select(l => l.Line));
        Assert.Equal(["▲ v2 in production", "▲ campaign", "▲ v3"], labels.Select(l => l.Text!));
    }

    [Fact]
    public void Beyond_three_lines_a_glyph_stands_alone_and_the_mark_is_drawn_all_the_same()
    {
        var labels = Place([.. Enumerable.Range(0, 40).Select(i => Mark(10 + (i * .01), "deployment number " + i))]);

        Assert.Equal(40, labels.Count);
        Assert.All(labels.Where(l => l.Text is not null).GroupBy(l => l.Line), line => Assert.InRange(line.Count(), 1, 2));
        Assert.Contains(labels, l => l.Text is null);
    }

    [Fact]
    public void A_name_at_the_right_end_stands_to_the_left_of_its_line()
    {
        var label = Assert.Single(Place([Mark(27.9, "a rather long name")]));

        Assert.True(label.IsLeft);
    }

    [Fact]
    public void What_lies_outside_the_axis_is_not_drawn_but_what_lasts_into_it_is()
    {
        var labels = Place([Mark(-3, "before"), Mark(-3, "lasting") with { End = s_start.AddDays(2) }, Mark(40, "after")]);

        Assert.Equal("▲ lasting", Assert.Single(labels).Text);
    }

    static IReadOnlyList<MarkLabel> Place(TimeMark[] marks) =>
        MarkLabels.Place(marks, new TimeAxis(s_start, s_start.AddDays(28), 44, 1260));

    static TimeMark Mark(double day, string text) => new(s_start.AddDays(day), MarkKind.Deployment, text);
}
