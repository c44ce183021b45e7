using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Plumbline.Load.Sending;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Measuring;

/// <summary>Truths at a fixed rate against stored events: how long until they are joined, as a reader sees it.</summary>
public static class TruthsGroup
{
    static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(MeasureOptions options, TextWriter output)
    {
        int events = options.Of(10_000_000, 200_000), rate = options.Of(50_000, 5_000), truths = options.Of(3_000_000, 50_000);
        using FreshServer server = await FreshServer.StartAsync(options.Program, options.Data);
        var load = new LoadOptions
        {
            Address = server.Address,
            Key = server.Key,
            Model = "load",
            Limit = events,
            Seconds = 0,
            WarmUp = 0,
            Span = TimeSpan.FromHours(12),
            Pid = server.Process.Id,
            Prefix = "t",
        };
        await output.WriteLineAsync(LoadTable.Head);
        await output.WriteLineAsync(LoadTable.Row(await new LoadRun(load, TimeProvider.System).RunAsync(CancellationToken.None)));
        await server.StoredAsync();

        var labels = load with { AreTruths = true, Limit = truths, Rate = rate, Span = TimeSpan.Zero };
        var run = new LoadRun(labels, TimeProvider.System);
        Task<LoadOutcome> sending = run.RunAsync(CancellationToken.None);
        List<double> lags = await ProbeAsync(server.Api, labels, run, sending);
        LoadOutcome outcome = await sending;
        await output.WriteLineAsync(LoadTable.Row(outcome));
        double last = await JoinedAsync(server.Api, LastIds(labels));
        lags.Sort();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""

            Every truth has an id of its own. Against {events:N0} stored events, from the acknowledgement of a truth until its event shows it
            over HTTP ({lags.Count} of them followed while sending): median {Middle(lags):0.0} s, at most {lags.LastOrDefault():0.0} s.
            All {outcome.Result.Accepted:N0} were joined {last:0.0} s after the last one was acknowledged.
            """));
    }

    // Follows one truth after the other while they are sent.
    static async Task<List<double>> ProbeAsync(Api api, LoadOptions labels, LoadRun run, Task sending)
    {
        var lags = new List<double>();
        while (!sending.IsCompleted)
        {
            long newest = run.Newest;
            if (newest < 0)
            {
                await Task.Delay(s_poll);
                continue;
            }
            lags.Add(await JoinedAsync(api, [LoadRun.IdOf(labels, 0, newest)]));
        }
        return lags;
    }

    static IReadOnlyList<string> LastIds(LoadOptions labels) =>
        [.. Enumerable.Range(0, labels.Connections).Select(c => LoadRun.IdOf(labels, c, labels.RequestsEach - 1))];

    static async Task<double> JoinedAsync(Api api, IReadOnlyList<string> ids)
    {
        long began = Stopwatch.GetTimestamp();
        foreach (string id in ids)
        {
            while (!await HasTruthAsync(api, id))
            {
                if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(10)) throw new TimeoutException(
                    $"The truth of '{id}' was not joined within ten minutes.");
                await Task.Delay(s_poll);
            }
        }
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static async Task<bool> HasTruthAsync(Api api, string id)
    {
        JsonElement page = await api.GetAsync($"api/v1/models/load/events?id={id}&limit=1");
        return page.GetProperty("events") is { } events && events.GetArrayLength() == 1 && events[0].TryGetProperty("truth", out _);
    }

    static double Middle(List<double> sorted) => sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
}
