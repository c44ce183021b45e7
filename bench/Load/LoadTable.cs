using System.Diagnostics;
using System.Globalization;

namespace Plumbline.Load;

/// <summary>Results as rows of a Markdown table.</summary>
static class LoadTable
{
    public static string Head =>
        """
        | load | requests/s | lines/s | p50 | p95 | p99 | max | refused or broken | memory: first / most / last |
        |---|---:|---:|---:|---:|---:|---:|---|---|
        """;

    public static string Row(LoadOptions options, LoadResult result, double seconds, ServerMemory memory)
    {
        string what = options.AreTruths ? "truths" : $"events of {options.Features} features";
        string failures = result.Failures.Count == 0 ? "none" : string.Join(", ", result.Failures.Select(f => $"{f.Key}: {f.Value}"));
        if (result.Duplicates > 0) failures += $"; {result.Duplicates} duplicates";
        return string.Create(CultureInfo.InvariantCulture, $"""
            | {options.Connections} x {options.Lines} {what}, {options.Seconds} s | {result.LatencyTicks.Count / seconds:N0} | {result.Accepted / seconds:N0} | {Quantile(result, .5)} | {Quantile(result, .95)} | {Quantile(result, .99)} | {Quantile(result, 1)} | {failures} | {memory.Text} |
            """);
    }

    static string Quantile(LoadResult result, double share)
    {
        if (result.LatencyTicks.Count == 0) return "-";
        int at = Math.Clamp((int)Math.Ceiling(share * result.LatencyTicks.Count) - 1, 0, result.LatencyTicks.Count - 1);
        double milliseconds = result.LatencyTicks[at] * 1_000d / Stopwatch.Frequency;
        return milliseconds.ToString(milliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms";
    }
}
