using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task A_started_server_is_up_and_ready()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer up = await server.GetAsync("/healthz"), ready = await server.GetAsync("/readyz");

        Assert.Equal((HttpStatusCode.OK, """{"status":"up"}"""), (up.Status, up.Text));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready"}"""), (ready.Status, ready.Text));
    }

    [Fact]
    public async Task While_history_is_loaded_it_is_up_but_not_ready_and_says_what_it_waits_for()
    {
        var part = new SlowPart("event history");
        (RunningServer server, Task started) = RunningServer.Begin(further: s => s.AddSingleton<ILifecyclePart>(part));
        await using RunningServer ending = server;
        await part.Starting;

        Answer up = await server.GetAsync("/healthz"), ready = await server.GetAsync("/readyz"),
            models = await server.GetAsync("/api/v1/models");

        Assert.Equal(HttpStatusCode.OK, up.Status);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"starting","waiting":"event history"}"""),
            (ready.Status, ready.Text));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, models.Status);
        Assert.Contains("event history", models.Problem.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(models.Headers["Retry-After"]);
        part.Go();
        await started;
        Assert.Equal("ready", (await server.GetAsync("/readyz")).Read<Health>().Status);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told_while_requests_are_answered_and_the_process_is_up()
    {
        var condition = new Condition { Hindrance = new Health("starting", "events", "It has taken up 1 of the 2 rows.") };
        await using RunningServer server = await RunningServer.StartAsync(further: s => s.AddSingleton<IReadinessCondition>(condition));

        Answer up = await server.GetAsync("/healthz"), ready = await server.GetAsync("/readyz"),
            models = await server.GetAsync("/api/v1/models");
        string metrics = (await server.GetAsync("/metrics")).Text;
        condition.Hindrance = null;

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (up.Status, models.Status));
        Assert.Equal((HttpStatusCode.ServiceUnavailable,
            """{"status":"starting","waiting":"events","reason":"It has taken up 1 of the 2 rows."}"""),
            (ready.Status, ready.Text));
        Assert.Contains("plumbline_ready 0\n", metrics, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/readyz")).Status);
    }

    sealed class Condition : IReadinessCondition
    {
        public Health? Hindrance { get; set; }
    }
}
