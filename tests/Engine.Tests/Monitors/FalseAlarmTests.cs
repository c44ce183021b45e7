using Plumbline.Engine.Baselines;
using Plumbline.Engine.Monitors;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Monitors;

/// <summary>The promise: a stream that does not change raises at most one alarm in 20 weeks, a changed one is found at once.</summary>
public sealed class FalseAlarmTests
{
    const int WindowsPerWeek = 7;
    const int WeeksTried = 60;
    const int RowsPerDay = 700;

    static readonly MonitorDefinition[] s_monitors = [Live.Monitor(MonitorKind.Drift), Live.Monitor(MonitorKind.Integrity)];

    // With few rows a window whose test errs shows a large effect too: there the level alone keeps the promise.
    [Theory]
    [InlineData(0, 60)]
    [InlineData(0, RowsPerDay)]
    [InlineData(1, 60)]
    [InlineData(1, RowsPerDay)]
    public void A_stream_that_does_not_change_keeps_quiet(int index, int rows)
    {
        var baseline = Live.BaselineOf(Wide(20_000, 1, 0));
        int alarms = Enumerable.Range(0, WeeksTried * WindowsPerWeek).AsParallel().Count(i => IsBreach(index, baseline, i, 0, rows));

        // 3 are promised on average; more than 8 has a chance of .4 %.
        Assert.True(alarms <= 8, $"{alarms} alarms");
    }

    [Fact]
    public void The_first_window_of_a_shifted_stream_fires()
    {
        var baseline = Live.BaselineOf(Wide(20_000, 1, 0));

        Assert.All(Enumerable.Range(0, 20), i => Assert.True(IsBreach(0, baseline, i, 1)));
    }

    [Fact]
    public void The_level_is_shared_by_the_windows_of_a_week_that_hold_rows_enough_to_be_judged()
    {
        var hour = Live.Hour;
        (Window, long)[] every = [.. Enumerable.Range(1, 400)
            .Select(i => (new Window(hour.Start.AddHours(-i), hour.Start.AddHours(1 - i)), 100L))];

        Assert.Equal(1, FalseAlarms.JudgeableAWeek(hour, []));
        Assert.Equal(168, FalseAlarms.JudgeableAWeek(hour, every));
        Assert.Equal(4, FalseAlarms.JudgeableAWeek(hour, every.Take(3)));
        Assert.Equal(1, FalseAlarms.JudgeableAWeek(hour, every.Select(w => (w.Item1, 29L))));
        Assert.Equal(96, FalseAlarms.JudgeableAWeek(hour, every.Skip(168).Take(96)));
        Assert.Equal(1, FalseAlarms.JudgeableAWeek(hour, every.Skip(336)));
        Assert.Equal(25, FalseAlarms.JudgeableAWeek(hour, [(new Window(hour.Start.AddDays(-1), hour.Start), 24 * 30)]));
        Assert.Equal(1, FalseAlarms.JudgeableAWeek(new Window(Live.Monday, Live.Monday.AddDays(7)), every));
        Assert.Equal(.05 / 4, FalseAlarms.Level(hour, 4), 12);
        Assert.Equal(.05 / 168, FalseAlarms.Level(hour, 168), 12);
    }

    [Fact]
    public void An_evaluation_says_what_chance_of_a_false_alarm_its_window_was_allowed()
    {
        var evidence = Live.Evidence(Live.Rows(500, 3), Live.BaselineOf(Live.Rows(2_000, 1)));

        Assert.Equal(.05 / 168, Live.Evaluate(s_monitors[0], evidence).Level!.Value, 12);
        Assert.Equal(.05, Live.Evaluate(s_monitors[0], evidence with { WindowsAWeek = 1 }).Level!.Value, 12);
        Assert.Null(Live.Evaluate(Live.Monitor(MonitorKind.Absence), evidence).Level);
    }

    static bool IsBreach(int monitor, Baseline baseline, int day, double shift, int rows = RowsPerDay)
    {
        var evidence = Live.Evidence(Wide(rows, 1_000 + (100 * (ulong)day), shift), baseline,
            new Window(Live.Monday.AddDays(day), Live.Monday.AddDays(day + 1)));
        return Live.Evaluate(s_monitors[monitor], evidence).Status is EvaluationStatus.Warning or EvaluationStatus.Critical;
    }

    static InMemoryDataset Wide(int rows, ulong seed, double shift) => Some.Dataset(
        ("a", Some.Normal(rows, seed, shift)), ("b", Some.Normal(rows, seed + 1)),
            ("c", (double[])[.. Some.Normal(rows, seed + 2).Select(v => Math.Exp(v))]),
        ("d", (double[])[.. Some.Normal(rows, seed + 3).Select(v => Math.Round(v))]),
            ("e", Some.Categories(rows, seed + 4, ("x", 6), ("y", 3), ("z", 1))),
        ("f", Some.Categories(rows, seed + 5, ("p", 1), ("q", 1))));
}
