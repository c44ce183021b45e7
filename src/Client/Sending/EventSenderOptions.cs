namespace Plumbline.Client;

/// <summary>How an <see cref="EventSender"/> queues, batches and retries. Every default suits a service with up to some thousand
/// predictions a second.</summary>
public sealed record EventSenderOptions
{
    /// <summary>Version of every event that names none.</summary>
    public string? Version { get; init; }

    /// <summary>Environment of every event that names none.</summary>
    public string? Environment { get; init; }

    /// <summary>Bytes that may wait in memory, 64 KiB and more; what comes on top is dropped and counted. Default 32 MiB.</summary>
    public long QueueBytes { get; init; } = 32L << 20;

    /// <summary>Lines of a request, 1 to 100 000. Default 500.</summary>
    public int BatchLines { get; init; } = 500;

    /// <summary>Bytes of a request before compression, 1 KiB to 16 MiB. Default 1 MiB. A longer line goes alone.</summary>
    public int BatchBytes { get; init; } = 1 << 20;

    /// <summary>Longest wait for a batch to fill, 1 ms to an hour. Default 1 s.</summary>
    public TimeSpan BatchAge { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Compresses requests with gzip: less network, more processor. Default off.</summary>
    public bool Compress { get; init; }

    /// <summary>Longest wait for one answer. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First wait after a failure; it doubles with every further one. Default 200 ms.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between two attempts, also when the server asks for more. Default 30 s.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A batch that could not be delivered for so long is dropped. Default 10 minutes.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long disposing goes on trying to deliver what waits. Default 5 s.</summary>
    public TimeSpan DisposeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Told of everything that will never reach the server, at most once a <see cref="BatchAge"/> and reason, on a background
    /// thread.</summary>
    public Action<LostLines>? OnLost { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal EventSenderOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueBytes, 64 << 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchLines, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchLines, 100_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchBytes, 1 << 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchBytes, 16 << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchAge, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchAge, TimeSpan.FromHours(1));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RequestTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FirstRetry, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestRetry, FirstRetry);
        ArgumentOutOfRangeException.ThrowIfLessThan(GiveUpAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DisposeTimeout, TimeSpan.Zero);
        return this;
    }
}
