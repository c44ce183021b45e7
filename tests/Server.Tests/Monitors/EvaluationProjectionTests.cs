using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Storage;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Monitors;

public sealed class EvaluationProjectionTests
{
    static readonly DateTimeOffset s_now = new(2026, 3, 8, 0, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_window_is_judged_when_its_end_and_the_lateness_have_passed()
    {
        var server = Server(Drift("drift"));
        Send(server, s_now, 600, shift: 0);
        server.Clock.Advance(s_hour + TimeSpan.FromMinutes(4));
        await server.JudgeAsync();
        Assert.Empty(server.Catalog.Evaluations(new EvaluationQuery()));

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.JudgeAsync();

        var kept = Assert.Single(server.Catalog.Evaluations(new EvaluationQuery()));
        Assert.Equal((s_now, 600, EvaluationStatus.Ok), (kept.Window.Start, kept.Rows, kept.Status));
        Assert.Empty(server.Catalog.Alerts(new AlertQuery()));
    }

    [Fact]
    public async Task A_breach_fires_an_alert_and_a_good_window_resolves_it()
    {
        var server = Server(Drift("drift"));
        Send(server, s_now, 600, shift: 3);
        server.Clock.Advance(s_hour * 1.2);
        await server.JudgeAsync();
        Assert.Equal("age", Assert.Single(server.Catalog.Alerts(new AlertQuery { State = AlertState.Firing })).Subject);

        Send(server, s_now + s_hour, 600, shift: 0);
        server.Clock.Advance(s_hour);
        await server.JudgeAsync();

        Assert.Equal(AlertState.Resolved, Assert.Single(server.Catalog.Alerts(new AlertQuery())).State);
    }

    [Fact]
    public async Task A_late_row_restates_its_window_and_nothing_new_changes_nothing()
    {
        var server = Server(Drift("drift"));
        Send(server, s_now, 600, shift: 0);
        server.Clock.Advance(s_hour * 1.2);
        await server.JudgeAsync();
        await server.JudgeAsync();
        Assert.Single(server.Catalog.Evaluations(new EvaluationQuery()));
        long kept = server.Evaluating.Kept;

        Send(server, s_now, 5, shift: 0);
        await server.JudgeAsync();

        Assert.Equal(605, Assert.Single(server.Catalog.Evaluations(new EvaluationQuery())).Rows);
        Assert.Equal(kept + 1, server.Evaluating.Kept);
    }

    [Fact]
    public async Task A_clock_that_jumps_hours_ahead_and_back_loses_nothing_and_every_window_ends_with_the_verdict_of_all_its_rows()
    {
        var server = Server(Drift("drift"), Drift("volume") with { Kind = MonitorKind.Volume, Baseline = new BaselineChoice.Nothing(),
            Threshold = new Threshold(100, null, ThresholdRelation.Absolute) });
        Send(server, s_now, 600, shift: 0);
        server.Clock.Advance(s_hour * 1.2);
        await server.JudgeAsync();

        // Six hours ahead: hours that nobody has seen are over, in half of the next one rows have come.
        Send(server, s_now + s_hour, 300, shift: 0);
        server.Clock.Advance(s_hour * 6);
        await server.JudgeAsync();
        server.Clock.Advance(-s_hour * 6);
        await server.JudgeAsync();
        for (int hour = 1; hour < 8; hour++)
        {
            Send(server, s_now + (s_hour * hour), hour == 1 ? 300 : 600, shift: 0);
            server.Clock.Advance(s_hour);
            await server.JudgeAsync();
        }

        Assert.Equal(8 * 600, CellMerging.Merge(server.Cells.Read(new CellQuery { Model = 1, From = s_now, To = s_now.AddDays(1) },
            default).Cells, "all")!.Rows);
        foreach (var monitor in server.Catalog.Monitors(1))
        {
            var kept = server.Catalog.Evaluations(new EvaluationQuery { Monitor = monitor.Number, From = s_now,
                To = s_now + (s_hour * 8) });
            Assert.Equal(8, kept.Select(e => e.Window.Start).Distinct().Count());
            Assert.Equal(8, kept.Count);
            Assert.All(kept, e => Assert.Equal((600, EvaluationStatus.Ok), (e.Rows, e.Status)));
        }
        Assert.DoesNotContain(server.Catalog.Alerts(new AlertQuery()), a => a.State == AlertState.Firing);
    }

    [Fact]
    public async Task Windows_of_the_past_are_history_and_page_nobody()
    {
        var server = Server(Drift("drift"));
        Send(server, s_now.AddDays(-3), 600, shift: 3);
        await server.JudgeAsync();

        var first = server.Catalog.Evaluations(new EvaluationQuery())[^1];
        Assert.True(first.IsHistorical);
        Assert.True(first.Status is EvaluationStatus.Warning or EvaluationStatus.Critical);
        Assert.Empty(server.Catalog.Alerts(new AlertQuery()));
    }

    [Fact]
    public async Task A_monitor_that_cannot_be_computed_fails_alone()
    {
        var server = Server(Drift("drift"), Drift("broken") with { Measure = "no_such_measure",
            Threshold = new Threshold(null, 1, ThresholdRelation.Absolute) });
        Send(server, s_now, 600, shift: 0);
        server.Clock.Advance(s_hour * 1.2);

        await server.JudgeAsync();

        var kept = server.Catalog.Evaluations(new EvaluationQuery()).ToDictionary(e => server.Catalog.FindMonitor(e.Monitor)!.Name);
        Assert.Equal(EvaluationStatus.Ok, kept["drift"].Status);
        Assert.Equal(EvaluationStatus.Failed, kept["broken"].Status);
        Assert.NotEmpty(kept["broken"].Reasons);
        Assert.Equal(1, server.Evaluating.Failed);
    }

    [Fact]
    public async Task Silence_is_told_only_when_nothing_is_on_its_way()
    {
        var server = Server(Drift("alive") with { Kind = MonitorKind.Absence, Baseline = new BaselineChoice.Nothing(),
            CreatedAt = s_now.AddHours(-1) });
        Send(server, s_now, 100, shift: 0);
        server.Clock.Advance(s_hour * 1.2);
        server.Evaluating.Run(CancellationToken.None);
        server.Evaluating.Run(CancellationToken.None);
        Assert.DoesNotContain(server.Catalog.Evaluations(new EvaluationQuery()), e => e.Window.Start == s_now);

        await server.JudgeAsync();
        server.Evaluating.Run(CancellationToken.None);
        Assert.Equal(EvaluationStatus.Ok, server.Catalog.Evaluations(new EvaluationQuery { From = s_now }).Single().Status);

        server.Clock.Advance(s_hour);
        server.Evaluating.Run(CancellationToken.None);
        Assert.NotEqual(EvaluationStatus.Ok, server.Catalog.Evaluations(new EvaluationQuery { From = s_now + s_hour }).Single().Status);
        Assert.Single(server.Catalog.Alerts(new AlertQuery { State = AlertState.Firing }));
    }

    [Fact]
    public async Task A_restarted_server_judges_on_from_where_it_stopped()
    {
        var server = Server(Drift("drift"));
        Send(server, s_now, 600, shift: 0);
        server.Clock.Advance(s_hour * 1.2);
        await server.JudgeAsync();
        server.Cells.Save();

        server.Start();
        Send(server, s_now + s_hour, 600, shift: 0);
        server.Clock.Advance(s_hour);
        await server.JudgeAsync();

        Assert.Equal([s_now + s_hour, s_now], server.Catalog.Evaluations(new EvaluationQuery()).Select(e => e.Window.Start));
        Assert.Equal(1, server.Evaluating.Kept);
    }

    [Fact]
    public async Task Windows_of_so_many_events_are_judged_too()
    {
        var server = Server(Drift("drift") with { Window = new WindowDefinition.ByCount(500) });
        Send(server, s_now, 600, shift: 0);
        Send(server, s_now + s_hour, 600, shift: 0);
        server.Clock.Advance(s_hour * 2.2);

        await server.JudgeAsync();

        var kept = server.Catalog.Evaluations(new EvaluationQuery());
        Assert.Equal(2, kept.Count);
        Assert.All(kept, e => Assert.True(e.Rows >= 500));
    }

    static LiveServer Server(params MonitorDefinition[] monitors)
    {
        var server = new LiveServer(LiveRows.Model(Rows(10, 1, 0)));
        var baseline = server.Catalog.AddBaseline(BaselineBuilder.FromDataset(1, "default", Rows(4_000, 77, 0), new BaselineOptions(),
            s_now, CancellationToken.None));
        server.Recounts.UseBinSet(1, BinSet.Of(baseline.Profile));
        foreach (var monitor in monitors) server.Catalog.SaveMonitor(monitor);
        return server;
    }

    static void Send(LiveServer server, DateTimeOffset from, int count, double shift)
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, count).Select(i => from.AddSeconds(i * 3_600.0 / count))];
        server.Log.Append(new LogEntry.Events(LiveRows.Batch(Rows(count, (ulong)(server.Log.LastSeq + 5), shift), times, 0, count)));
    }

    static MonitorDefinition Drift(string name) => new()
    {
        Model = 1,
        Name = name,
        Kind = MonitorKind.Drift,
        Window = new WindowDefinition.ByTime(s_hour),
        CreatedAt = s_now,
    };

    static InMemoryDataset Rows(int count, ulong seed, double shift) =>
        Some.Dataset(("age", Some.Normal(count, seed, shift)), ("plan", Some.Categories(count, seed + 1, ("basic", 1), ("pro", 1))));
}
