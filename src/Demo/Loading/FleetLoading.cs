using System.Collections.Immutable;
using Plumbline.Client;

namespace Plumbline.Demo.Loading;

/// <summary>Brings the fleet to a server through the public API: first its history as fast as the server takes it, then what happens
/// now.</summary>
public sealed class FleetLoading : IAsyncDisposable
{
    static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);

    readonly DemoFleet _fleet;
    readonly TimeProvider _time;
    readonly ImmutableArray<ModelFeed> _feeds;
    int _daysDone;
    long _lines;

    /// <summary>Prepares; nothing is sent yet.</summary>
    /// <param name="client">Stays the caller's to dispose, after this.</param>
    public FleetLoading(PlumblineClient client, DemoFleet fleet, TimeProvider time)
    {
        (_fleet, _time) = (fleet, time);
        var options = new EventSenderOptions { BatchLines = 2_000, Time = time };
        _feeds = [.. fleet.Models.Select(m => new ModelFeed(m, client, options))];
    }

    /// <summary>Events, truths, metric points and lines of logs sent so far.</summary>
    public long Lines => Volatile.Read(ref _lines);

    /// <summary>Sends everything that happened until now, all models side by side, each day by day.</summary>
    /// <exception cref="DemoException">The server refused something, which it should not.</exception>
    public async Task SendHistoryAsync(IProgress<DemoProgress>? progress, CancellationToken cancellationToken)
    {
        int today = _fleet.DayOf(_time.GetUtcNow());
        await Task.WhenAll(_feeds.Select(f => Task.Run(() => SendHistoryAsync(f, today, progress, cancellationToken), cancellationToken)));
    }

    /// <summary>Goes on sending what happens, second by second, until cancelled. After a pause (a laptop that slept) it sends what it
    /// missed.</summary>
    public async Task SendLiveAsync(CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(s_pace, _time);
        while (await pace.WaitForNextTickAsync(cancellationToken))
        {
            foreach (ModelFeed feed in _feeds) await CatchUpAsync(feed, _time.GetUtcNow(), cancellationToken);
        }
    }

    /// <summary>Delivers what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (ModelFeed feed in _feeds) await feed.DisposeAsync();
    }

    async Task SendHistoryAsync(ModelFeed feed, int today, IProgress<DemoProgress>? progress, CancellationToken cancellationToken)
    {
        for (int day = 1; day <= today; day++)
        {
            DateTimeOffset midnight = feed.Model.Midnight(day + 1), now = _time.GetUtcNow();
            await SendUntilAsync(feed, midnight < now ? midnight : now, cancellationToken);
            if (feed.Lost > 0)
            {
                throw new DemoException($"{feed.Model.Name}: {feed.Lost} of {feed.Queued} lines were not taken: "
                    + feed.LastLoss?.Detail);
            }
            progress?.Report(new DemoProgress(Interlocked.Increment(ref _daysDone), today * _feeds.Length, Lines));
        }
    }

    // Hour by hour, so that a long pause does not fill the queue.
    async Task CatchUpAsync(ModelFeed feed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (DateTimeOffset until = feed.Reached.AddHours(1); until < now; until = until.AddHours(1))
            await SendUntilAsync(feed, until, cancellationToken);
        Interlocked.Add(ref _lines, feed.SendUntil(now));
    }

    // Waiting for the server in between is what keeps the queue from dropping.
    async Task SendUntilAsync(ModelFeed feed, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _lines, feed.SendUntil(moment));
        await feed.FlushAsync(cancellationToken);
    }
}
