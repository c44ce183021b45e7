using System.Diagnostics;
using System.Globalization;
using Plumbline.Load.Sending;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Measuring;

/// <summary>How many events a second are acknowledged, beside what the disk can do.</summary>
public static class LoadGroup
{
    static readonly (int Connections, int Lines, int Seconds)[] s_loads = [(16, 500, 60), (16, 20, 30), (16, 1, 30), (1, 1, 15)];

    public static async Task RunAsync(MeasureOptions options, TextWriter output)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(options.Data))!;
        await output.WriteLineAsync(
            "Acknowledged means: on disk. The generator runs on the same cores. A fresh server, then one load after the other.\n");
        DiskProbe.Run(folder, options.Of(3, 1), output);
        await output.WriteLineAsync("\n" + LoadTable.Head);
        using FreshServer server = await FreshServer.StartAsync(options.Program, options.Data);
        var after = new List<string>();
        foreach (var (connections, lines, seconds) in s_loads)
        {
            var load = new LoadOptions
            {
                Address = server.Address,
                Key = server.Key,
                Model = "load",
                Connections = connections,
                Lines = lines,
                Seconds = options.Of(seconds, 3),
                WarmUp = options.Of(5, 1),
                Pid = server.Process.Id,
                Prefix = Guid.NewGuid().ToString("N")[..6],
            };
            await output.WriteLineAsync(LoadTable.Row(await new LoadRun(load, TimeProvider.System).RunAsync(CancellationToken.None)));
            double lag = await server.Api.MetricAsync("plumbline_projection_lag_rows{projection=\"events\"");
            long began = Stopwatch.GetTimestamp();
            await server.StoredAsync();
            after.Add(string.Create(CultureInfo.InvariantCulture,
                $"- after {connections} x {lines}: {lag:N0} rows were still to be taken up by the row store, which took {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
        }
        await output.WriteLineAsync("\nRows reach DuckDB behind the acknowledgement:\n\n" + string.Join('\n', after) + "\n");
        await RestartAsync(server, options, output);
    }

    static async Task RestartAsync(FreshServer server, MeasureOptions options, TextWriter output)
    {
        double rows = await server.Api.MetricAsync("plumbline_log_rows_total");
        long began = Stopwatch.GetTimestamp();
        int code = await server.Process.StopAsync();
        double stop = Stopwatch.GetElapsedTime(began).TotalSeconds;
        using FreshServer again = await FreshServer.StartAsync(options.Program, options.Data);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"With {rows:N0} rows: stopped in {stop:0.0} s (exit code {code}), listening again after {again.Process.UntilListening.TotalSeconds:0.00} s, ready after {again.Process.UntilReady.TotalSeconds:0.00} s."));
    }
}
