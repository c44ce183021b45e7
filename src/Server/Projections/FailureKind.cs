using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>What a failure of a projection means for its next step.</summary>
enum FailureKind
{
    /// <summary>May pass by itself: tried again soon, then less and less often.</summary>
    Temporary,

    /// <summary>Will not pass by itself, but nothing is lost while the log keeps the rows: tried again once a minute.</summary>
    Permanent,

    /// <summary>The store is gone: this projection stops, the others go on.</summary>
    Final,
}

/// <summary>A failure of a projection that no later step has mended yet.</summary>
/// <param name="Kind">Of the newest failure.</param>
/// <param name="Problem">The newest failure.</param>
/// <param name="Since">When the first of an unbroken row of failures happened.</param>
/// <param name="Attempts">Failures in that row.</param>
sealed record ProjectionTrouble(FailureKind Kind, Exception Problem, DateTimeOffset Since, int Attempts);

static class Failures
{
    static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    public static FailureKind KindOf(Exception problem) => problem switch
    {
        StorageException { Failure: StorageFailure.Closed or StorageFailure.Newer or StorageFailure.InUse } => FailureKind.Final,
        StorageException { IsTransient: true } or IOException or TimeoutException => FailureKind.Temporary,
        _ => FailureKind.Permanent,
    };

    /// <summary>How long to wait before the next attempt.</summary>
    /// <param name="attempt">1 after the first failure.</param>
    public static TimeSpan Pause(FailureKind kind, int attempt) => kind switch
    {
        FailureKind.Temporary => TimeSpan.FromSeconds(Math.Min(s_longest.TotalSeconds, Math.Pow(2, Math.Min(attempt, 10) - 1))),
        FailureKind.Permanent or FailureKind.Final => TimeSpan.FromMinutes(1),
    };
}
