using Plumbline.Engine.Drift;
using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Monitors;

/// <summary>How often a monitor may be wrong while nothing changes: at most once in 20 weeks, however short its windows.</summary>
public static class FalseAlarms
{
    /// <summary>Chance of a false alarm in a week.</summary>
    public const double PerWeek = DriftJudge.Level;

    static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    // Windows by count of a fast stream may last a moment only; nothing is judged finer than cells.
    static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(15);

    /// <summary>The promise in words.</summary>
    public static Message Promise { get; } = Message.Of("monitor.promise", ("weeks", MessageNumbers.Count((long)Math.Round(1 / PerWeek))));

    /// <summary>The level of one window: <see cref="PerWeek"/> divided by the windows of that length in a week, at least one.</summary>
    public static double Level(Window window)
    {
        var length = window.Length < s_shortest ? s_shortest : window.Length;
        return PerWeek * Math.Min(1, length / s_week);
    }
}
