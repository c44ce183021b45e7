namespace Plumbline.Load.Killing;

/// <summary>How often, and under which load, a server is killed.</summary>
public sealed record KillOptions
{
    /// <summary>The executable, or its .dll.</summary>
    public required string Program { get; init; }

    /// <summary>An empty folder, or none.</summary>
    public required string Data { get; init; }

    public int Rounds { get; init; } = 50;

    public int Senders { get; init; } = 4;

    /// <summary>Good lines of a request.</summary>
    public int Lines { get; init; } = 100;

    /// <summary>Between two requests of a sender.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>The server is killed after a random time up to this.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Draws the moments.</summary>
    public int Seed { get; init; } = 1;

    public string Model { get; init; } = "kill";

    /// <summary>Part of the idempotency keys.</summary>
    public string Word { get; init; } = "k";

    /// <summary>The clock of the events: it runs faster, from the past, so that many windows are filled while they are judged.</summary>
    public required Func<DateTimeOffset> Now { get; init; }

    /// <summary>A clock that starts 60 h ago and runs 300 times as fast, at most to the present.</summary>
    public static Func<DateTimeOffset> FastClock(TimeProvider time)
    {
        long began = time.GetTimestamp();
        DateTimeOffset start = time.GetUtcNow().AddHours(-60);
        return () =>
        {
            DateTimeOffset fast = start + (time.GetElapsedTime(began) * 300), now = time.GetUtcNow();
            return fast < now ? fast : now;
        };
    }
}
