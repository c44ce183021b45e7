using Plumbline.Demo.Scenarios;

namespace Plumbline.Demo.Tests;

/// <summary>What the programs of the fleet print goes with what happens to them.</summary>
public sealed class LineTests
{
    const int Minutes = 1_440;

    static DemoLine[] Lines(string model, int firstDay, int lastDay) =>
        [.. Enumerable.Range((firstDay - 1) * Minutes, (lastDay - firstDay + 1) * Minutes).SelectMany(Fleet.Model(model).LinesAt)];

    [Fact]
    public void The_lost_column_is_an_error_when_it_is_lost_and_a_warning_each_hour_after()
    {
        DemoLine[] before = Lines("churn", 1, 21), after = Lines("churn", 23, 30);

        DemoLine loss = Assert.Single(Lines("churn", 22, 22), l => l.Level == "error");
        Assert.Equal("stderr", loss.Stream);
        Assert.Equal(Fleet.Usual.Start.AddDays(ChurnModel.BrokenFrom - 1), loss.Time, TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(before, l => l.Message.Contains(ChurnModel.BrokenFeature, StringComparison.Ordinal));
        Assert.Equal(8 * 24, after.Count(l => l.Level == "warning"
            && l.Message.StartsWith(ChurnModel.BrokenFeature, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_lens_was_cleaned_just_before_its_pictures_grew_soft()
    {
        DemoLine[] lines = Lines("bottle-camera", 1, 30);

        DateTimeOffset cleaned = Assert.Single(lines, l => l.Message.Contains("cleaned", StringComparison.Ordinal)).Time;
        Assert.Equal(Fleet.Usual.Start.AddDays(BottleCameraModel.DirtyFrom - 1).AddMinutes(-40), cleaned, TimeSpan.FromMinutes(1));
        DemoLine[] soft = [.. lines.Where(l => l.Message.Contains("sharpness", StringComparison.Ordinal))];
        Assert.InRange(soft.Length, 40, 72);
        Assert.All(soft, l => Assert.True(l.Time > cleaned));
        Assert.All(soft, l => Assert.Contains(BottleCameraModel.DirtyCamera, l.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_call_is_printed_with_its_id()
    {
        DemoModel churn = Fleet.Model("churn");
        DemoEvent failed = Enumerable.Range(1, 30).SelectMany(churn.EventsOn).First(e => e.Error is not null);

        DemoLine line = churn.LineOf(failed);

        Assert.Equal(failed.Id, line.EventId);
        Assert.Equal(("stderr", "error", "no answer: feature store timeout after 250 ms"), (line.Stream, line.Level, line.Message));
    }

    [Theory]
    [InlineData("churn")]
    [InlineData("delivery-price")]
    [InlineData("bottle-camera")]
    [InlineData("card-fraud")]
    public void Every_program_prints_a_little_each_hour_by_time_and_the_same_again(string model)
    {
        DemoLine[] history = Lines(model, 1, 30), today = Lines(model, 31, 31);

        Assert.InRange(history.Length, 720, 1_300);
        Assert.InRange(today.Length, 300, 400);
        Assert.Equal(history.OrderBy(l => l.Time), history);
        Assert.All(history, l => Assert.True(l.Stream is "stdout" or "stderr" && l.Message.Length > 0));
        Assert.Contains(history, l => l.Stream == "stderr");
        Assert.Equal(history, Lines(model, 1, 30));
    }
}
