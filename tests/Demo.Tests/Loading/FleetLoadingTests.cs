using System.Collections.Concurrent;
using System.Net;
using Plumbline.Client;
using Plumbline.Client.Tests;
using Plumbline.Demo.Loading;
using Plumbline.Testing;

namespace Plumbline.Demo.Tests.Loading;

/// <summary>The whole fleet through a real HTTP server.</summary>
public sealed class FleetLoadingTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Thirty_days_arrive_once_each_with_the_truths_that_are_known_by_now()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, "key");
        DemoFleet fleet = Fleet.Usual with { Models = [Fleet.Model("churn")] };
        await using var loading = new FleetLoading(client, fleet, new FakeTime(Fleet.Now));
        var progress = new Steps();

        await loading.SendHistoryAsync(progress, Stop);

        DemoEvent[] past = [.. fleet.Models.SelectMany(m => Enumerable.Range(1, 31).SelectMany(m.EventsOn)).Where(e => e.Time < Fleet.Now)];
        string[] truths = [.. past.Where(e => !e.Truth.IsMissing && e.TruthKnownAt < Fleet.Now).Select(e => e.Id)];
        int points = fleet.Models.SelectMany(m => Enumerable.Range(0, 31 * 144).SelectMany(m.PointsAt)).Count(p => p.Time < Fleet.Now);
        int lines = fleet.Models.SelectMany(m => Enumerable.Range(0, 31 * 1_440)
            .TakeWhile(s => m.Midnight(1).AddMinutes(s + 1) <= Fleet.Now)
            .SelectMany(m.LinesAt)).Count() + past.Count(e => e.Error is not null);
        Assert.Equal(past.Length + truths.Length + points + lines, loading.Lines);
        Assert.Equal(lines, server.Requests.Where(r => r.Path == "/api/v1/models/churn/logs").Sum(r => r.Lines.Count));
        Assert.InRange(past.Length, 88_000, 96_000);
        // Neither a point nor a line of a log has an id: it is kept as it came.
        string[] ids = [.. server.Kept.Where(k => !k.StartsWith('{'))];
        Assert.Equal(past.Select(e => e.Id).Concat(truths).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
        Assert.Equal(points + lines, server.Kept.Count - ids.Length);
        Assert.Equal(new DemoProgress(31, 31, loading.Lines), progress.All.MaxBy(p => p.Days));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_happens_now_is_sent_as_it_happens_and_a_pause_is_made_up_for()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, "key");
        DateTimeOffset start = Fleet.Usual.Start.AddHours(1);
        var time = new ShiftedTime(start);
        var loading = new FleetLoading(client, Fleet.Usual, time);
        await loading.SendHistoryAsync(null, Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task live = loading.SendLiveAsync(stop.Token);

        time.Shift(TimeSpan.FromHours(5));
        string[] expected = [.. Fleet.Usual.Models.SelectMany(m => m.EventsOn(1)).Where(e => e.Time < start.AddHours(5)).Select(e => e.Id)];
        while (expected.Except(server.Kept).Any()) await Task.Delay(20, Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => live);
        await loading.DisposeAsync();

        Assert.Equal(server.Requests.Sum(r => r.Lines.Count), server.Kept.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_refuses_the_history_ends_the_loading_with_its_reason()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, "wrong");
        await using var loading = new FleetLoading(client, Fleet.Usual, new FakeTime(Fleet.Now));
        for (int i = 0; i < 4; i++) server.ThenFail(HttpStatusCode.Unauthorized,
            body: """{"title":"Unauthorized","detail":"This key is not known."}""");

        var failure = await Assert.ThrowsAsync<DemoException>(() => loading.SendHistoryAsync(null, Stop));

        Assert.Contains("401 This key is not known.", failure.Message, StringComparison.Ordinal);
    }

    sealed class Steps : IProgress<DemoProgress>
    {
        public ConcurrentBag<DemoProgress> All { get; } = [];

        public void Report(DemoProgress value) => All.Add(value);
    }
}
