using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;
using Plumbline.Server.Tests.Ingest;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Hosting;

public sealed class StopTests
{
    [Fact]
    public async Task It_first_says_that_it_is_no_longer_ready_while_it_still_answers()
    {
        var time = new FakeTime();
        await using RunningServer server = await RunningServer.StartAsync(o => o with { DrainNotice = TimeSpan.FromSeconds(5) }, time);

        Task<bool> stopping = server.StopAsync();
        Answer ready = await server.GetAsync("/readyz"), models = await server.GetAsync("/api/v1/models"),
            health = await server.GetAsync("/healthz");
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"draining"}"""), (ready.Status, ready.Text));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (models.Status, health.Status));
        Assert.True(await stopping);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.GetAsync("/healthz"));
    }

    [Fact]
    public async Task A_request_that_has_begun_is_finished()
    {
        var slow = new SlowRequest();
        await using RunningServer server = await RunningServer.StartAsync(further: s => s.AddSingleton<IStartupFilter>(slow));
        Task<Answer> request = server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");
        await slow.Begun;

        Task<bool> stopping = server.StopAsync();
        slow.Go();

        Assert.Equal(HttpStatusCode.Created, (await request).Status);
        Assert.True(await stopping);
        Assert.NotNull(server.Catalog.FindModel("m"));
    }

    [Fact]
    public async Task Parts_drain_after_requests_the_last_started_first()
    {
        var order = new List<string>();
        await using RunningServer server = await RunningServer.StartAsync(further: s =>
            s.AddSingleton<ILifecyclePart>(new Noted("a", order)).AddSingleton<ILifecyclePart>(new Noted("b", order)));

        await server.StopAsync();

        Assert.Equal(["start a", "start b", "drain b", "drain a"], order.TakeLast(4));
    }

    [Fact]
    public async Task A_part_that_does_not_finish_is_cut_off_in_time_named_and_the_others_still_drain()
    {
        var time = new FakeTime();
        var order = new List<string>();
        var stuck = new SlowPart("stuck part", drainsSlowly: true);
        await using RunningServer server = await RunningServer.StartAsync(time: time, further: s =>
            s.AddSingleton<ILifecyclePart>(new Noted("a", order)).AddSingleton<ILifecyclePart>(stuck));

        Task<bool> stopping = server.StopAsync();
        await stuck.Draining;
        time.Advance(TimeSpan.FromSeconds(19));

        Assert.False(await stopping);
        Assert.Contains("drain a", order);
        string lines = string.Join('\n', server.Lines.All);
        Assert.True(lines.Contains("stuck part was not finished", StringComparison.Ordinal), lines);
    }

    [Fact]
    public async Task A_stop_before_everything_is_taken_up_says_how_many_rows_are_left_and_that_nothing_is_lost()
    {
        var time = new FakeTime();
        var order = new List<string>();
        using var gate = new EventsGate();
        await using RunningServer server = await RunningServer.StartAsync(time: time, further: s =>
            s.AddSingleton(gate).AddSingleton<ILifecyclePart>(new Noted("first", order)));
        // Whoever writes rows waits for as long as this is held.
        using IDisposable held = await gate.EnterAsync(CancellationToken.None);
        server.Log.Append(new LogEntry.Metrics(new MetricBatch { Model = 1, Names = ["a", "b", "c"], Times = new long[3],
            Values = new double[3] }));

        Task<StopOutcome> stopping = server.Server.StopAsync();
        // Parts that end by themselves do so whenever they are asked: the time is up only for the one that waits.
        await Waiting.UntilAsync(() => order.Contains("drain first"));
        time.Advance(TimeSpan.FromSeconds(19));
        StopOutcome outcome = await stopping;

        Assert.Empty(outcome.Unfinished);
        Assert.Equal(3, outcome.RowsBehind);
        Assert.Contains(server.Lines.All, l => l.Contains("3 acknowledged rows are safe in the log", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Lines.All, l => l.Contains("OperationCanceled", StringComparison.Ordinal));
    }

    sealed class Noted(string name, List<string> order) : ILifecyclePart
    {
        public string Name => name;

        public Task StartAsync(CancellationToken cancellationToken) => Note("start ");

        public Task DrainAsync(CancellationToken cancellationToken) => Note("drain ");

        Task Note(string what)
        {
            order.Add(what + name);
            return Task.CompletedTask;
        }
    }

    // Holds a request before everything else.
    sealed class SlowRequest : IStartupFilter
    {
        readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously),
            _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public void Go() => _go.SetResult();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext context, RequestDelegate further) =>
            {
                _begun.TrySetResult();
                await _go.Task;
                await further(context);
            });
            next(app);
        };
    }
}
