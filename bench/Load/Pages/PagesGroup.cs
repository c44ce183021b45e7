using System.Globalization;
using Plumbline.Load.Measuring;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Pages;

/// <summary>How long pages take: on the server, and until a browser shows something. Of the demo, and of a large fleet.</summary>
public static class PagesGroup
{
    /// <summary>Rows and cells that may wait, and windows that may be judged in ten seconds, at rest.</summary>
    const int StillWaiting = 500, StillJudged = 20;

    static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(MeasureOptions options, TextWriter output)
    {
        await output.WriteLineAsync("Server: from the request to the last byte of the page, over one connection, without a browser. First paint: Chromium's own "
            + "`first-contentful-paint`, without cache.\n");
        await DemoAsync(options, output);
        await FleetAsync(options, output);
    }

    static async Task DemoAsync(MeasureOptions options, TextWriter output)
    {
        string folder = options.Data + "-demo";
        try
        {
            using var process = ServedProcess.Start(options.Program, folder, "demo", ["--urls", "http://127.0.0.1:0"]);
            using var api = new Api(await process.ReadyAsync(), null);
            await SettledAsync(api);
            await output.WriteLineAsync("## The demo\n");
            await MeasureAsync(await process.ReadyAsync(), "churn", options, output);
            await process.StopAsync();
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    static async Task FleetAsync(MeasureOptions options, TextWriter output)
    {
        var fleet = new LargeFleet(options.Of(200, 4), options.Of(100, 20), options.Of(90, 40), TimeProvider.System);
        using var server = await FreshServer.StartAsync(options.Program, options.Data);
        await fleet.SendAsync(server);
        await SettledAsync(server.Api);
        // What was judged is added up to hours and days once, after the load.
        while (await server.Api.MetricAsync("plumbline_upkeep_runs_total") == 0) await Task.Delay(s_quiet);
        double windows = await server.Api.MetricAsync("plumbline_evaluations_total");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"\n## {fleet.Models} models x {fleet.Columns} columns x {fleet.Days} days of profiles\n\n{fleet.Rows:N0} events, sent through the API; "
            + $"a baseline and the monitors proposed for it on every model; {windows:N0} windows judged.\n"));
        await MeasureAsync(server.Address, LargeFleet.NameOf(0), options, output);
        await server.Process.StopAsync();
    }

    static async Task MeasureAsync(Uri address, string model, MeasureOptions options, TextWriter output)
    {
        var pages = await PageList.OfAsync(address, model);
        await PageTimes.RunAsync(address, pages, options.Of(100, 10), output);
        await FirstPaint.RunAsync(address, pages, options.Of(20, 3), output);
    }

    // What was sent is stored, and judging has come to rest; the demo goes on sending a little all the time.
    static async Task SettledAsync(Api api)
    {
        double before = double.NegativeInfinity, now;
        while (true)
        {
            await Task.Delay(s_quiet);
            now = await api.MetricAsync("plumbline_evaluations_total");
            double waiting =
                await api.MetricAsync("plumbline_projection_lag_rows") + await api.MetricAsync("plumbline_cells_recount_pending");
            if (waiting < StillWaiting && now - before < StillJudged) return;
            before = now;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"judged {now:N0}, {waiting:N0} rows and cells wait"));
        }
    }
}
