using System.Diagnostics;
using System.Globalization;
using Plumbline.Load.Sending;
using Plumbline.Load.Serving;
using Plumbline.Statistics;

namespace Plumbline.Load.Measuring;

/// <summary>How long answers take, by the kind of question.</summary>
public sealed class QueryTable(FreshServer server, TimeSpan span, int times)
{
    const string Model = "api/v1/models/load";

    readonly SeededRandom _random = new(7);
    readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync("| question | p50 | p95 | p99 | most | bytes of an answer |\n|---|---:|---:|---:|---:|---:|");
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Key);
        foreach (var (what, path) in Questions())
        {
            var ticks = new List<long>();
            long bytes = 0;
            for (int i = 0; i < times; i++)
            {
                string asked = path();
                long began = Stopwatch.GetTimestamp();
                bytes += (await http.GetByteArrayAsync(new Uri(asked, UriKind.Relative))).Length;
                ticks.Add(Stopwatch.GetTimestamp() - began);
            }
            ticks.Sort();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {LoadTable.Quantile(ticks, .5)} | {LoadTable.Quantile(ticks, .95)} | {LoadTable.Quantile(ticks, .99)} | {LoadTable.Quantile(ticks, 1)} | {bytes / times:N0} |"));
        }
    }

    IEnumerable<(string What, Func<string> Path)> Questions()
    {
        yield return ("series: rows an hour, a week", () => $"{Model}/series?measure=rows&step=3600&{Range(TimeSpan.FromDays(7))}");
        yield return ("series: mean of a column, 60 days", () => $"{Model}/series?measure=mean&column={Number}&{Range(span)}");
        yield return ("series: p95 of a column, a day in quarters of an hour",
            () => $"{Model}/series?measure=p95&column={Number}&step=900&{Range(TimeSpan.FromDays(1))}");
        yield return ("series: effect of a column as the monitors judged it, 60 days",
            () => $"{Model}/series?measure=effect&column={Number}&{Range(span)}");
        yield return ("profile: a day, every column", () => $"{Model}/profiles?{Range(TimeSpan.FromDays(1))}");
        yield return ("profile: an hour, one column", () => $"{Model}/profiles?columns={Number}&{Range(TimeSpan.FromHours(1))}");
        yield return ("profile: a week, one column", () => $"{Model}/profiles?columns={Number}&{Range(TimeSpan.FromDays(7))}");
        yield return ("evaluations: the newest 100", () => $"{Model}/evaluations?limit=100");
        yield return ("evaluations: breaches of a week", () =>
            $"{Model}/evaluations?breaches=true&limit=100&{Range(TimeSpan.FromDays(7))}");
        yield return ("events: the newest 100", () => $"{Model}/events?limit=100");
        yield return ("events: 100 of an hour with a category",
            () => $"{Model}/events?limit=100&where=c4%3Dkind_{_random.NextInt(8)}&{Range(TimeSpan.FromHours(1))}");
        yield return ("events: one by its id", () => $"{Model}/events?id=q{_random.NextInt(16):x2}{_random.NextInt(10_000):d10}&limit=1");
        yield return ("models", () => "api/v1/models");
        yield return ("metrics", () => "metrics");
    }

    string Number => $"f{5 * _random.NextInt(4)}";

    // Ends anywhere in what is stored.
    string Range(TimeSpan length)
    {
        DateTimeOffset end = _now - ((span - length) * _random.NextDouble());
        return $"from={Uri.EscapeDataString((end - length).ToString("O", CultureInfo.InvariantCulture))}&to={Uri.EscapeDataString(end.ToString("O", CultureInfo.InvariantCulture))}";
    }
}
