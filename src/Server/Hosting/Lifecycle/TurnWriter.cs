using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace Plumbline.Server.Hosting;

/// <summary>A part that writes what requests leave for it: all that waits at the same time in one turn, one turn at a time.</summary>
/// <param name="room">How many may wait.</param>
/// <param name="together">How many are written in one turn at most.</param>
abstract class TurnWriter<T>(int room, int together) : BackgroundService, ILifecyclePart
{
    readonly Channel<T> _waiting = Channel.CreateBounded<T>(room);

    public abstract string Name { get; }

    /// <summary>Held while something is written: what is written of a model that goes at the same moment must go with it.</summary>
    protected Lock Writing { get; } = new();

    protected ChannelWriter<T> Waiting => _waiting.Writer;

    /// <summary>Writes what is still waiting. The loop ends by itself.</summary>
    public Task DrainAsync(CancellationToken cancellationToken)
    {
        Waiting.TryComplete();
        while (WriteWaiting())
        {
        }
        return Task.CompletedTask;
    }

    /// <summary>Ends when the channel is complete, not when the host stops: requests may still be finishing.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None)) WriteWaiting();
    }

    /// <summary>Writes in one turn what waited together; throws nothing.</summary>
    protected abstract void Write(IReadOnlyList<T> some);

    /// <summary>Takes and writes in one turn: who finds nothing waiting knows that all is written.</summary>
    bool WriteWaiting()
    {
        lock (Writing)
        {
            var some = new List<T>();
            while (some.Count < together && _waiting.Reader.TryRead(out var one)) some.Add(one);
            if (some.Count > 0) Write(some);
            return some.Count > 0;
        }
    }
}
