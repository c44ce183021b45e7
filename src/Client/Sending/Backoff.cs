namespace Plumbline.Client;

/// <summary>How long to wait before the next attempt.</summary>
static class Backoff
{
    /// <summary>Doubles with every failure up to the longest wait, less up to a quarter so that many senders do not come back at
    /// once.</summary>
    /// <param name="failures">1 after the first failure.</param>
    /// <param name="asked">What the server asked for: waited at least, up to the longest wait.</param>
    /// <param name="spread">Anything that differs between senders.</param>
    public static TimeSpan After(int failures, TimeSpan? asked, int spread, EventSenderOptions options)
    {
        double doubled = options.FirstRetry.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30));
        double longest = options.LongestRetry.TotalMilliseconds;
        double own = Math.Min(doubled, longest) * (1 - ((uint)(spread ^ (failures * 7_919)) % 256 / 1_024d));
        return TimeSpan.FromMilliseconds(Math.Min(longest, Math.Max(own, asked?.TotalMilliseconds ?? 0)));
    }
}
