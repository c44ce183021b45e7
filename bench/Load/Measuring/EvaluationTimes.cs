using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Plumbline.Load.Sending;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Measuring;

/// <summary>How long judging 100 features on 24 windows takes, asked over HTTP.</summary>
static class EvaluationTimes
{
    const string Model = "api/v1/models/wide";
    const int Windows = 24, RowsEach = 2_000;

    public static async Task RunAsync(FreshServer server, int times, TextWriter output)
    {
        var load = new LoadOptions
        {
            Address = server.Address,
            Key = server.Key,
            Model = "wide",
            Features = 100,
            Lines = 100,
            Connections = 4,
            Limit = Windows * RowsEach,
            Seconds = 0,
            WarmUp = 0,
            Span = TimeSpan.FromHours(Windows),
            Prefix = "w",
        };
        await new LoadRun(load, TimeProvider.System).RunAsync(CancellationToken.None);
        await server.StoredAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await server.Api.PutAsync($"{Model}/baselines/default", $$"""{"from":"{{now.AddHours(-Windows):O}}","to":"{{now:O}}"}""");
        await server.StoredAsync();
        var ticks = new List<long>();
        JsonElement preview = default;
        double before = await server.Api.MetricAsync("process_cpu_seconds_total");
        for (int i = 0; i < times; i++)
        {
            long began = Stopwatch.GetTimestamp();
            preview = await server.Api.PostAsync($"{Model}/monitors/preview", """{"name":"drift","kind":"drift","window":"1h"}""");
            ticks.Add(Stopwatch.GetTimestamp() - began);
        }
        double processor = (await server.Api.MetricAsync("process_cpu_seconds_total") - before) / times;
        ticks.Sort();
        int windows = preview.GetProperty("windows").GetInt32(), parts = preview.GetProperty("evaluations")[0].GetProperty("parts")
            .GetArrayLength();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Drift of {parts} columns on {windows} windows of about {RowsEach:N0} rows (a preview over HTTP): ")
            + string.Create(CultureInfo.InvariantCulture,
                $"median {LoadTable.Quantile(ticks, .5)}, at most {LoadTable.Quantile(ticks, 1)}; {processor:0.00} s of processor time each."));
    }
}
