using System.Globalization;
using System.Text;

namespace Plumbline.Load.Killing;

/// <summary>A request that is sent, with the same bytes, until it is acknowledged.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Body">NDJSON.</param>
/// <param name="IdempotencyKey">Null: only the ids make it safe to repeat.</param>
/// <param name="Lines">Lines that are good, then lines that must be refused.</param>
public sealed record SentRequest(string Path, string Body, string? IdempotencyKey, (int Good, int Bad) Lines)
{
    /// <summary>Times it was sent.</summary>
    public int Attempts { get; set; }

    public static string Id(int sender, long number) => string.Create(CultureInfo.InvariantCulture, $"{sender:x2}-{number:d9}");

    /// <summary>What becomes known of an event in the end.</summary>
    public static string LabelOf(int sender, long number) => ((number * 2_654_435_761L) >> 7) % 10 < 3 + (sender % 2) ? "yes" : "no";

    /// <summary>Events with consecutive numbers, all of one moment.</summary>
    /// <param name="bad">True: a line is added that must be refused.</param>
    public static SentRequest Events(string model, int sender, long first, int count, DateTimeOffset time, string? key, bool bad)
    {
        var body = new StringBuilder();
        for (long n = first; n < first + count; n++)
        {
            double value = (n * 2_654_435_761L) % 100_003 / 1_000d;
            body.Append(CultureInfo.InvariantCulture,
                $"{{\"id\":\"{Id(sender, n)}\",\"time\":\"{time.UtcDateTime:O}\",\"version\":\"{1 + (n % 2)}\",");
            body.Append(CultureInfo.InvariantCulture,
                $"\"prediction\":\"{(value > 50 ? "yes" : "no")}\",\"score\":{value / 100.1:0.0000},\"latency_ms\":{value / 10:0.00},");
            body.Append(CultureInfo.InvariantCulture,
                $"\"features\":{{\"amount\":{value},\"age\":{n % 70},\"plan\":\"plan {n % 5}\"}},\"segments\":{{\"region\":\"r{n % 3}\"}}}}\n");
        }
        if (bad) body.Append(CultureInfo.InvariantCulture,
            $"{{\"id\":\"bad-{sender}-{first}\",\"time\":\"yesterday\",\"features\":{{\"age\":1}}}}\n");
        return new SentRequest($"api/v1/models/{model}/events", body.ToString(), key, (count, bad ? 1 : 0));
    }

    /// <summary>Truths of events with consecutive numbers.</summary>
    /// <param name="wrong">True: the other label, which is corrected later.</param>
    public static SentRequest Truths(string model, int sender, long first, int count, DateTimeOffset time, string? key, bool wrong)
    {
        var body = new StringBuilder();
        for (long n = first; n < first + count; n++)
        {
            bool isYes = (LabelOf(sender, n) == "yes") != wrong;
            body.Append(CultureInfo.InvariantCulture,
                $"{{\"id\":\"{Id(sender, n)}\",\"truth\":\"{(isYes ? "yes" : "no")}\",\"time\":\"{time.UtcDateTime:O}\"}}\n");
        }
        return new SentRequest($"api/v1/models/{model}/truths", body.ToString(), key, (count, 0));
    }
}
