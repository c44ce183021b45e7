using System.Net;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Alerts;

public sealed class AlertEndpointTests
{
    const string Route = "/api/v1/alerts";
    static readonly DateTimeOffset s_noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Alerts_of_every_model_are_listed_newest_first_a_page_at_a_time()
    {
        await using var server = await RunningServer.StartAsync();
        var (churn, price) = (Monitor(server, "churn"), Monitor(server, "price"));
        for (int hour = 0; hour < 3; hour++) Fire(server, hour % 2 == 0 ? churn : price, $"c{hour}", hour, EvaluationStatus.Warning);

        var first = await ListAsync(server, "?limit=2");
        var second = await ListAsync(server, $"?limit=2&after={first.Next}");

        Assert.Equal([("churn", "c2"), ("price", "c1"), ("churn", "c0")],
            first.Alerts.Concat(second.Alerts).Select(a => (a.Model, a.Subject)));
        Assert.Null(second.Next);
        Assert.Equal(["c1"], Subjects(await ListAsync(server, "?model=price")));
    }

    [Fact]
    public async Task Alerts_are_found_by_state_severity_and_the_time_they_lived()
    {
        await using var server = await RunningServer.StartAsync();
        var monitor = Monitor(server, "churn");
        Fire(server, monitor, "early", 0, EvaluationStatus.Critical);
        Judge(server, monitor, "early", 1, EvaluationStatus.Ok);
        Fire(server, monitor, "late", 5, EvaluationStatus.Warning);

        Assert.Equal(["late"], Subjects(await ListAsync(server, "?state=firing")));
        Assert.Equal(["early"], Subjects(await ListAsync(server, "?severity=critical")));
        Assert.Equal(["late"], Subjects(await ListAsync(server, "?from=2026-03-04T15:00:00Z")));
        Assert.Equal(["early"], Subjects(await ListAsync(server, "?to=2026-03-04T15:00:00Z")));
        Assert.Empty(Subjects(await ListAsync(server, "?to=2026-03-04T12:00:00Z")));
    }

    [Fact]
    public async Task An_alert_says_what_was_seen_what_was_expected_when_and_what_else_is_in_breach()
    {
        await using var server = await RunningServer.StartAsync();
        var monitor = Monitor(server, "churn");
        var part = Part("age", EvaluationStatus.Critical) with { Value = .4, Low = .3, High = .5, Expected = .1, ExpectedLow = .05,
            ExpectedHigh = .2, N = 700,
            ExpectedN = 4_000, Threshold = .1, QValue = 1e-6, Reasons = [Message.Of("monitor.absent")] };
        Judge(server, monitor, 3, part, Part("near", EvaluationStatus.Warning) with { Value = .2, Threshold = .1 },
            Part("far", EvaluationStatus.Warning) with { Value = .9, Threshold = .1 }, Part("well", EvaluationStatus.Ok));

        var alert = (await ListAsync(server, "")).Alerts.Single(a => a.Subject == "age");
        var chinese = (await server.GetAsync($"{Route}/{alert.Number}", server.AdminKey, ("Accept-Language", "fr, zh-CN;q=0.5")))
            .Read<AlertView>();

        Assert.Equal((.4, .3, .5, .1, .05, .2), (alert.Observed.Value, alert.Observed.Low, alert.Observed.High, alert.Observed.Expected,
            alert.Observed.ExpectedLow, alert.Observed.ExpectedHigh));
        Assert.Equal((700, 4_000, .1, 1e-6), (alert.Observed.N, alert.Observed.ExpectedN, alert.Observed.Threshold, alert.Observed.QValue));
        Assert.Equal((s_noon.AddHours(3), s_noon.AddHours(4), "critical", "drift"), (alert.From, alert.To, alert.Severity, alert.Monitor));
        Assert.Equal(["far", "near"], alert.Beside);
        Assert.Equal("no event arrived in this window", alert.Observed.Reasons[0]);
        Assert.Equal("该窗口内没有收到事件", chinese.Observed.Reasons[0]);
    }

    [Fact]
    public async Task Who_acknowledges_is_told_by_the_key_and_a_resolved_alert_cannot_be_acknowledged()
    {
        await using var server = await RunningServer.StartAsync();
        var monitor = Monitor(server, "churn");
        Fire(server, monitor, "age", 0, EvaluationStatus.Warning);
        long number = (await ListAsync(server, "")).Alerts[0].Number;
        var made = await server.SendAsync(HttpMethod.Post, "/api/v1/keys", new KeyRequest("Ada", "admin"), server.AdminKey);

        var seen = await server.SendAsync(HttpMethod.Post, $"{Route}/{number}/acknowledge", null, made.Read<NewKey>().Key);
        Judge(server, monitor, "age", 1, EvaluationStatus.Ok);
        var late = await server.SendAsync(HttpMethod.Post, $"{Route}/{number}/acknowledge", null, server.AdminKey);

        Assert.Equal((HttpStatusCode.OK, "Ada"), (seen.Status, seen.Read<AlertView>().AcknowledgedBy));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var after = (await ListAsync(server, "?state=resolved")).Alerts[0];
        Assert.Equal(("Ada", "the value is well again"), (after.AcknowledgedBy, after.Resolution));
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/models/churn/monitors/drift", "the monitor was deleted")]
    [InlineData("PUT", "/api/v1/models/churn/monitors/drift/state/disabled", "the monitor was disabled")]
    public async Task A_monitor_that_goes_or_is_disabled_leaves_its_alerts_resolved_with_the_reason(string method, string path,
        string reason)
    {
        await using var server = await RunningServer.StartAsync();
        Fire(server, Monitor(server, "churn"), "age", 0, EvaluationStatus.Warning);

        var answer = await server.SendAsync(new HttpMethod(method), path, null, server.AdminKey);

        Assert.True(answer.Status is HttpStatusCode.NoContent or HttpStatusCode.OK);
        var alert = Assert.Single((await ListAsync(server, "")).Alerts);
        Assert.Equal(("resolved", reason, "drift", true), (alert.State, alert.Resolution, alert.Monitor, alert.ResolvedAt is not null));
    }

    [Fact]
    public async Task A_paused_monitor_keeps_its_alerts_firing()
    {
        await using var server = await RunningServer.StartAsync();
        Fire(server, Monitor(server, "churn"), "age", 0, EvaluationStatus.Warning);

        await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn/monitors/drift/state/paused", null, server.AdminKey);

        Assert.Equal("firing", Assert.Single((await ListAsync(server, "")).Alerts).State);
    }

    [Fact]
    public async Task A_key_of_one_model_sees_no_alert_of_another()
    {
        await using var server = await RunningServer.StartAsync();
        Fire(server, Monitor(server, "churn"), "age", 0, EvaluationStatus.Warning);
        Fire(server, Monitor(server, "price"), "cost", 0, EvaluationStatus.Warning);
        long other = (await ListAsync(server, "?model=churn")).Alerts[0].Number;
        string key = (await server.SendAsync(HttpMethod.Post, "/api/v1/keys", new KeyRequest("price", "admin", "price"), server.AdminKey))
            .Read<NewKey>().Key;

        var list = (await server.GetAsync(Route, key)).Read<AlertList>();
        var hidden = await server.GetAsync($"{Route}/{other}", key);
        var refused = await server.SendAsync(HttpMethod.Post, $"{Route}/{other}/acknowledge", null, key);

        Assert.Equal(["cost"], Subjects(list));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.Status, refused.Status));
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(Route + "?model=churn", key)).Status);
    }

    static MonitorDefinition Monitor(RunningServer server, string model)
    {
        int number = server.Catalog.AddModel(LiveRows.Model(Some.Dataset(("age", Some.Normal(5, 1)))) with { Name = model }).Number;
        return server.Catalog.SaveMonitor(new MonitorDefinition
        {
            Model = number,
            Name = "drift",
            Kind = MonitorKind.Drift,
            Window = new WindowDefinition.ByTime(TimeSpan.FromHours(1)),
            CreatedAt = s_noon,
        });
    }

    static void Fire(RunningServer server, MonitorDefinition monitor, string subject, int hour, EvaluationStatus status) =>
        Judge(server, monitor, subject, hour, status);

    static void Judge(RunningServer server, MonitorDefinition monitor, string subject, int hour, EvaluationStatus status) =>
        Judge(server, monitor, hour, Part(subject, status));

    static void Judge(RunningServer server, MonitorDefinition monitor, int hour, params EvaluationPart[] parts)
    {
        var evaluation = new Evaluation
        {
            Monitor = monitor.Number,
            MonitorRevision = 1,
            Model = monitor.Model,
            Window = new Window(s_noon.AddHours(hour), s_noon.AddHours(hour + 1)),
            Status = parts.Max(p => p.Status),
            Parts = [.. parts],
            Rows = 700,
            Seq = 1,
            At = s_noon.AddHours(hour + 1),
        };
        var open = server.Catalog.Alerts(new Engine.Storage.AlertQuery { Monitor = monitor.Number, State = AlertState.Firing })
            .Where(a => parts.Any(p => p.Subject == a.Subject)).ToList();
        server.Catalog.Record(evaluation, [], AlertRules.Advance(open, monitor, evaluation, evaluation.At));
    }

    static EvaluationPart Part(string subject, EvaluationStatus status) => new() { Subject = subject, Measure = "effect", Status = status };

    static async Task<AlertList> ListAsync(RunningServer server, string query)
    {
        var answer = await server.GetAsync(Route + query, server.AdminKey);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Read<AlertList>();
    }

    static IEnumerable<string> Subjects(AlertList list) => list.Alerts.Select(a => a.Subject);
}
