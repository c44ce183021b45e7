using System.Globalization;
using System.Text.Json;
using Plumbline.Load.Sending;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Measuring;

/// <summary>What reading costs with many events stored, and how fast a server with them starts.</summary>
public static class QueriesGroup
{
    const string Model = "api/v1/models/load";

    static readonly TimeSpan s_span = TimeSpan.FromDays(60), s_quiet = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(MeasureOptions options, TextWriter output)
    {
        int events = options.Of(50_000_000, 200_000);
        using (FreshServer server = await FreshServer.StartAsync(options.Program, options.Data))
        {
            LoadOptions load = await PrepareAsync(server);
            LoadOutcome filled = await new LoadRun(load with { Limit = events, Prefix = "q", Pid = server.Process.Id },
                TimeProvider.System).RunAsync(CancellationToken.None);
            Console.Error.WriteLine("filled");
            await server.StoredAsync();
            Console.Error.WriteLine("stored");
            await JudgedAsync(server.Api);
            Console.Error.WriteLine("judged");
            await AddedUpAsync(server.Api);
            Console.Error.WriteLine("added up");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{events:N0} events of {load.Features} features over {s_span.TotalDays:0} days, with a baseline and the monitors proposed for it.")
                + "\nJudged, and added up to hours and days. One reader, ranges drawn at random, each answer read whole.\n");
            await new QueryTable(server, s_span, options.Of(200, 20)).RunAsync(output);
            Console.Error.WriteLine("asked");
            await output.WriteLineAsync();
            await EvaluationTimes.RunAsync(server, options.Of(20, 3), output);
            await output.WriteLineAsync("\nFilling the store:\n\n" + LoadTable.Head + "\n" + LoadTable.Row(filled) + "\n");
            await server.Process.StopAsync();
        }
        Console.Error.WriteLine("stopped");
        await StartsAsync(options, output);
    }

    // A baseline of the first hours, so that everything after is counted on its bins and judged.
    static async Task<LoadOptions> PrepareAsync(FreshServer server)
    {
        var first = new LoadOptions
        {
            Address = server.Address,
            Key = server.Key,
            Model = "load",
            Limit = 16_000,
            Seconds = 0,
            WarmUp = 0,
            Span = s_span,
            Prefix = "b",
        };
        await new LoadRun(first, TimeProvider.System).RunAsync(CancellationToken.None);
        await server.StoredAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        JsonElement baseline = await server.Api.PutAsync($"{Model}/baselines/default",
            $$"""{"from":"{{now - s_span - TimeSpan.FromDays(1):O}}","to":"{{now:O}}"}""");
        var monitors = baseline.GetProperty("proposals").EnumerateArray().Select(p => p.GetProperty("monitor").GetRawText());
        await server.Api.PutMonitorsAsync("load", monitors);
        return first;
    }

    // Nothing new is judged for a while.
    static async Task JudgedAsync(Api api)
    {
        double before = -1, now;
        while ((now = await api.MetricAsync("plumbline_evaluations_total")) != before)
        {
            before = now;
            await Task.Delay(s_quiet);
        }
    }

    // History is added up to hours and days once, by a run of the upkeep; one that goes on now may have begun before the last row.
    static async Task AddedUpAsync(Api api)
    {
        double begun = await api.MetricAsync("plumbline_upkeep_runs_total");
        while (await api.MetricAsync("plumbline_upkeep_runs_total") < begun + 2) await Task.Delay(s_quiet);
    }

    static async Task StartsAsync(MeasureOptions options, TextWriter output)
    {
        await output.WriteLineAsync("| start with this store | listening after | ready after | resident |\n|---|---:|---:|---:|");
        for (int i = 1; i <= 3; i++)
        {
            using FreshServer server = await FreshServer.StartAsync(options.Program, options.Data);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {i} | {server.Process.UntilListening.TotalSeconds:0.00} s | {server.Process.UntilReady.TotalSeconds:0.00} s | {ServerMemory.Of(server.Process.Id)} MB |"));
            await server.Process.StopAsync();
        }
        await output.WriteLineAsync("\nOn disk: " + string.Join(", ", new DirectoryInfo(options.Data).EnumerateFileSystemInfos()
            .Select(e => (e.Name, Bytes: BytesOf(e)))
            .Where(e => e.Bytes > 1 << 20).OrderByDescending(e => e.Bytes).Select(e => string.Create(CultureInfo.InvariantCulture,
                $"{e.Name} {e.Bytes / 1e6:N0} MB"))) + ".");
    }

    static long BytesOf(FileSystemInfo entry) =>
        entry is DirectoryInfo folder ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) : ((FileInfo)entry)
            .Length;
}
