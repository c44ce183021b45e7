using System.Diagnostics;
using System.Globalization;
using Plumbline.Load.Sending;

namespace Plumbline.Load.Pages;

/// <summary>Time of every page on the server.</summary>
public static class PageTimes
{
    const double Promised = 100;

    public static async Task RunAsync(Uri address, IReadOnlyList<(string What, string Path)> pages, int times, TextWriter output)
    {
        await output.WriteLineAsync("| page | first | p50 | p95 | most | KB | p95 under 100 ms |\n|---|---:|---:|---:|---:|---:|---|");
        using var http = new HttpClient { BaseAddress = address };
        foreach (var (what, path) in pages)
        {
            var ticks = new List<long>();
            long bytes = 0;
            for (int i = 0; i < times; i++)
            {
                long began = Stopwatch.GetTimestamp();
                bytes = (await http.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length;
                ticks.Add(Stopwatch.GetTimestamp() - began);
            }
            string first = LoadTable.Quantile([ticks[0]], 1);
            ticks.Sort();
            double p95 = ticks[(int)Math.Ceiling(.95 * ticks.Count) - 1] * 1e3 / Stopwatch.Frequency;
            string isKept = what.StartsWith(PageList.Part, StringComparison.Ordinal) ? "-" : p95 < Promised ? "yes" : "NO";
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {first} | {LoadTable.Quantile(ticks, .5)} | {LoadTable.Quantile(ticks, .95)} | {LoadTable.Quantile(ticks, 1)} | {bytes / 1024:N0} | {isKept} |"));
        }
    }
}
