using Plumbline.Engine.Monitors;
using Windows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class WindowsTests
{
    static readonly WindowDefinition.ByTime s_hours = new(TimeSpan.FromHours(1));
    static readonly WindowDefinition.ByTime s_weeks = new(TimeSpan.FromDays(7));
    static readonly TimeSpan s_lateness = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("2024-03-04T09:00:00Z", "2024-03-04T09:00:00Z")]
    [InlineData("2024-03-04T09:59:59Z", "2024-03-04T09:00:00Z")]
    [InlineData("2024-03-31T02:30:00+02:00", "2024-03-31T00:00:00Z")]
    [InlineData("1969-12-31T23:30:00Z", "1969-12-31T23:00:00Z")]
    public void An_hour_begins_at_the_full_hour_of_UTC(string moment, string start) =>
        Assert.Equal(new Window(At(start), At(start).AddHours(1)), Windows.At(s_hours, At(moment)));

    [Fact]
    public void A_week_begins_on_Monday_and_an_offset_moves_every_beginning()
    {
        Assert.Equal(DayOfWeek.Monday, Windows.At(s_weeks, At("2024-03-10T23:59:59Z")).Start.DayOfWeek);
        Assert.Equal(At("2024-03-04T06:00:00Z"), Windows.At(new WindowDefinition.ByTime(TimeSpan.FromDays(1), TimeSpan.FromHours(6)),
            At("2024-03-05T05:59:00Z")).Start);
    }

    [Fact]
    public void The_days_when_clocks_change_have_24_hours_each_once()
    {
        var hours = Windows.Between(s_hours, At("2024-03-31T00:00:00Z"), At("2024-04-01T00:00:00Z")).ToList();

        Assert.Equal(24, hours.Count);
        Assert.Equal(hours.Skip(1).Select(h => h.Start), hours.SkipLast(1).Select(h => h.End));
    }

    [Theory]
    [InlineData("10:04", null, false)]
    [InlineData("10:05", null, true)]
    [InlineData("10:01", "10:04", false)]
    [InlineData("10:01", "10:05", true)]
    [InlineData("09:59", "11:00", false)]
    public void A_window_is_complete_when_clock_or_events_have_passed_its_lateness_and_it_is_over(string clock, string? watermark,
        bool complete) =>
        Assert.Equal(complete, Windows.IsComplete(Live.Hour, watermark is null ? null : Of(watermark), Of(clock), s_lateness));

    [Fact]
    public void Complete_windows_begin_with_the_one_that_holds_the_first_event_and_end_before_the_open_one()
    {
        var windows = Windows.Complete(s_hours, Of("07:20"), null, Of("10:03"), s_lateness);

        Assert.Equal(["07", "08"], windows.Select(w => w.Start.ToString("HH", null)));
    }

    [Fact]
    public void Before_are_the_neighbours_and_weeks_before_the_same_hour_of_the_week()
    {
        Assert.Equal(["07", "08"], Windows.Before(Live.Hour, 2).Select(w => w.Start.ToString("HH", null)));
        var weeks = Windows.WeeksBefore(Live.Hour, 2);
        Assert.Equal([Live.Hour.Start.AddDays(-14), Live.Hour.Start.AddDays(-7)], weeks.Select(w => w.Start));
        Assert.All(weeks, w => Assert.Equal(Live.Hour.Length, w.Length));
    }

    [Fact]
    public void A_window_by_count_closes_with_the_cell_that_fills_it()
    {
        (Window, long)[] cells = [(Cell(0), 60), (Cell(1), 0), (Cell(2), 60), (Cell(3), 0), (Cell(4), 250), (Cell(5), 99)];

        var windows = Windows.ByCount(new WindowDefinition.ByCount(100), cells).ToList();

        Assert.Equal([new Window(Cell(0).Start, Cell(2).End), Cell(4)], windows);
    }

    [Fact]
    public void A_window_older_than_a_day_at_its_first_evaluation_is_history()
    {
        Assert.False(Windows.IsHistorical(Live.Hour, Live.Hour.End.AddDays(1)));
        Assert.True(Windows.IsHistorical(Live.Hour, Live.Hour.End.AddDays(1).AddSeconds(1)));
    }

    [Theory]
    [InlineData("1h")]
    [InlineData("15m")]
    [InlineData("90m")]
    [InlineData("14d")]
    [InlineData("count:5000")]
    public void The_text_of_a_window_is_read_back(string text) => Assert.Equal(text, WindowText.Of(WindowText.Parse(text, TimeSpan.Zero)!));

    [Fact]
    public void Weeks_may_be_written_and_the_offset_is_kept()
    {
        Assert.Equal(new WindowDefinition.ByTime(TimeSpan.FromDays(14), TimeSpan.FromHours(6)),
            WindowText.Parse("2w", TimeSpan.FromHours(6)));
        Assert.Equal("14d", WindowText.Of(WindowText.Parse("2w", TimeSpan.Zero)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("1x")]
    [InlineData("-1h")]
    [InlineData("1h+")]
    [InlineData("99999999d")]
    [InlineData("count:")]
    [InlineData("1000 events")]
    public void A_text_that_is_no_window_is_none(string text) => Assert.Null(WindowText.Parse(text, TimeSpan.Zero));

    static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    static DateTimeOffset Of(string time) => Live.Monday + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    static Window Cell(int quarter) => new(Live.Monday.AddMinutes(15 * quarter), Live.Monday.AddMinutes(15 * (quarter + 1)));
}
