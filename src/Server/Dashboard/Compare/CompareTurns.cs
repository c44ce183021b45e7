using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>Few comparisons are worked out at once: each holds columns of both sides in memory.</summary>
sealed class CompareTurns
{
    public const int AtOnce = 4;

    static readonly TimeSpan s_wait = TimeSpan.FromSeconds(3);

    int _running;

    /// <summary>A turn, until it is disposed of.</summary>
    /// <exception cref="ProblemException">429: others are being worked out.</exception>
    public IDisposable Begin()
    {
        if (Interlocked.Increment(ref _running) <= AtOnce) return new Turn(this);
        Interlocked.Decrement(ref _running);
        throw ProblemException.TooMany($"{AtOnce} comparisons are being worked out, the most at once; this page tries again by itself.",
            s_wait, "busy");
    }

    sealed class Turn(CompareTurns turns) : IDisposable
    {
        CompareTurns? _turns = turns;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _turns, null) is { } own) Interlocked.Decrement(ref own._running);
        }
    }
}
