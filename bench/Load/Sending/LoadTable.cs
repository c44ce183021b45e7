using System.Diagnostics;
using System.Globalization;

namespace Plumbline.Load.Sending;

/// <summary>Results as rows of a Markdown table.</summary>
public static class LoadTable
{
    public static string Head =>
        """
        | load | requests/s | lines/s | p50 | p95 | p99 | max | refused or broken | memory: first / most / last | third / last quarter |
        |---|---:|---:|---:|---:|---:|---:|---|---|---|
        """;

    public static string Row(LoadOutcome outcome)
    {
        var (options, result, seconds, memory) = outcome;
        string what = options.AreTruths ? "truths" : $"events of {options.Features} features";
        if (options.Rate > 0) what += string.Create(CultureInfo.InvariantCulture, $" at {options.Rate:N0}/s");
        string failures = result.Failures.Count == 0 ? "none" : string.Join(", ", result.Failures.Select(f => $"{f.Key}: {f.Value}"));
        if (result.Duplicates > 0) failures += $"; {result.Duplicates} duplicates";
        if (result.Rejected > 0) failures += $"; {result.Rejected} lines refused";
        return string.Create(CultureInfo.InvariantCulture,
            $"| {options.Connections} x {options.Lines} {what}, {seconds:0} s | {result.LatencyTicks.Count / seconds:N0} | {result.Accepted / seconds:N0} | ")
            + $"{Quantile(result, .5)} | {Quantile(result, .95)} | {Quantile(result, .99)} | {Quantile(result, 1)} | {failures} | {memory.Text} |";
    }

    /// <summary>A quantile of stopwatch ticks that are sorted, in milliseconds.</summary>
    public static string Quantile(IReadOnlyList<long> sorted, double share)
    {
        if (sorted.Count == 0) return "-";
        int at = Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1);
        double milliseconds = sorted[at] * 1_000d / Stopwatch.Frequency;
        return milliseconds.ToString(milliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms";
    }

    static string Quantile(LoadResult result, double share) => Quantile(result.LatencyTicks, share);
}
