using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Storage;
using Plumbline.Engine.Tests.Baselines;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class MonitorProposalsTests
{
    [Theory]
    [InlineData(600, 1)]
    [InlineData(60, 24)]
    [InlineData(4, 168)]
    [InlineData(1, 168)]
    public void The_window_is_the_smallest_of_an_hour_a_day_and_a_week_that_holds_500_rows(int rowsPerHour, int hours)
    {
        var baseline = Live.BaselineOf(Live.Rows(2_000, 1));
        var profile = Live.Profile(Live.Rows(rowsPerHour, 3), baseline);
        var history = Enumerable.Range(0, 24 * 21).Select(h => BaselineBuilderTests.Cell(h, profile)).ToList();

        Assert.Equal(TimeSpan.FromHours(hours), MonitorProposals.LengthFor(history, baseline));
    }

    [Fact]
    public void Without_history_the_pace_of_the_baseline_decides_and_without_times_it_is_a_day()
    {
        var timed = Some.Dataset(("x", Some.Normal(5_000, 1)), ("t", Enumerable.Range(0, 5_000).Select(i =>
            Live.Monday.AddSeconds(5 * i)).ToArray()));

        Assert.Equal(TimeSpan.FromHours(1), MonitorProposals.LengthFor([], Live.BaselineOf(timed)));
        Assert.Equal(TimeSpan.FromDays(1), MonitorProposals.LengthFor([], Live.BaselineOf(Live.Rows(5_000, 1))));
    }

    [Fact]
    public void The_proposals_are_sound_and_say_how_often_each_would_have_fired()
    {
        var baseline = Live.BaselineOf(Live.Rows(9_000, 1));
        var history = Enumerable.Range(0, 48).Select(h => BaselineBuilderTests.Cell(h,
            Live.Profile(Live.Rows(600, 40 + (ulong)h, shift: h is 20 or 21 ? 2 : 0,
            missing: h == 30 ? .5 : 0), baseline))).Where(c => c.Key.Start != Live.Monday.AddHours(44)).ToList();

        var proposals = MonitorProposals.For(Live.Model(Live.Rows(10, 1)), baseline, history, Live.Monday).ToDictionary(p =>
            p.Monitor.Name);

        Assert.Equal(["absence", "drift", "freshness", "integrity", "volume"], proposals.Keys.Order(StringComparer.Ordinal));
        Assert.All(proposals.Values, p => Assert.Empty(MonitorProblems.Of(p.Monitor, null)));
        Assert.All(proposals.Values, p => Assert.Equal(48, p.Windows));
        Assert.Equal((3, 1), (proposals["drift"].Fired, proposals["drift"].Unknown));
        Assert.Equal(1, proposals["absence"].Fired);
        Assert.Equal(1, proposals["volume"].Fired);
        Assert.Equal(VolumeForecast.LeastWindows, proposals["volume"].Unknown);
        Assert.Equal(0, proposals["freshness"].Fired);
        Assert.InRange(proposals["integrity"].Fired, 1, 3);
    }

    [Fact]
    public void Labels_latency_and_protected_columns_bring_their_own_monitors()
    {
        var rows = Some.Dataset(("x", Some.Normal(500, 1)), ("sex", Some.Categories(500, 4, ("f", 1), ("m", 1))),
            ("prediction", Some.Categories(500, 2, ("a", 1), ("b", 1))), ("truth", Some.Categories(500, 3, ("a", 1), ("b", 1))),
            ("latency_ms", Some.Normal(500, 5, 100)))
            .WithRole("prediction", ColumnRole.Prediction).WithRole("truth", ColumnRole.Target).WithRole("latency_ms", ColumnRole.Latency)
            .WithProtected("sex");
        var known = MonitorProposals.For(Live.Model(rows), Live.BaselineOf(rows), [], Live.Monday);
        var files = MonitorProposals.For(Live.Model(rows), Live.BaselineOf(Live.Rows(500, 1)), [], Live.Monday);

        Assert.Equal(["drift", "integrity", "quality", "latency", "fairness", "volume", "freshness", "absence"],
            known.Select(p => p.Monitor.Name));
        Assert.All(known, p => Assert.Equal((0, 0), (p.Windows, p.Fired)));
        Assert.IsType<BaselineChoice.Named>(known[3].Monitor.Baseline);
        Assert.IsType<BaselineChoice.Rolling>(files.Single(p => p.Monitor.Name == "latency").Monitor.Baseline);
        Assert.DoesNotContain(files, p => p.Monitor.Name == "quality");
    }

    [Fact]
    public void Traffic_that_is_thin_every_Sunday_alarms_nobody_and_a_thin_Monday_does()
    {
        const int days = 35, thinMonday = 28;
        var baseline = Live.BaselineOf(Live.Rows(2_000, 1));
        var (full, thin) = (Live.Profile(Live.Rows(100, 3), baseline), Live.Profile(Live.Rows(40, 4), baseline));
        List<CellProfile> history = [.. Enumerable.Range(0, 24 * days).Select(h =>
            BaselineBuilderTests.Cell(h, h / 24 % 7 == 6 || h / 24 == thinMonday ? thin : full))];

        var (volume, at) = (MonitorProposals.For(Live.Model(Live.Rows(10, 1)), baseline, history, Live.Monday).Single(p =>
            p.Monitor.Kind == MonitorKind.Volume), Live.Monday.AddDays(thinMonday));
        var past = new PastWindows(Live.Model(Live.Rows(10, 1)), baseline, (WindowDefinition.ByTime)volume.Monitor.Window, history);

        Assert.Equal(TimeSpan.FromDays(1), ((WindowDefinition.ByTime)volume.Monitor.Window).Length);
        Assert.Equal(VolumeForecast.LeastWindows, volume.Unknown);
        // On the first thin Sunday nobody can know that there will be more.
        Assert.Equal([Live.Monday.AddDays(6), at], past.Complete
            .Where(w => past.Evaluate([volume.Monitor], w)[0].Status == EvaluationStatus.Warning).Select(w => w.Start));
    }
}
