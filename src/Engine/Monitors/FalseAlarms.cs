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

    /// <summary>The level of one window: <see cref="PerWeek"/> divided by the windows of that length that a week has, at least
    /// one.</summary>
    /// <param name="window">The window.</param>
    /// <param name="windowsAWeek">How many there were that could be judged (<see cref="JudgeableAWeek"/>): one that holds no rows raises no
    /// alarm and takes nothing of the level. Null: as many as fit into a week.</param>
    public static double Level(Window window, int? windowsAWeek = null) =>
        PerWeek * Math.Min(1, Math.Max(LengthOf(window) / s_week, 1.0 / (windowsAWeek ?? double.PositiveInfinity)));

    /// <summary>How many windows of a week hold enough rows to be judged, this one counted in: those of the week that ends with it, or of
    /// the
    /// week before where those were more.</summary>
    /// <param name="window">The window that is judged.</param>
    /// <param name="earlier">Stretches of time before it, without overlap, with their rows. The rows of one that is longer than the window
    /// are taken to be spread evenly over it.</param>
    public static int JudgeableAWeek(Window window, IEnumerable<(Window Span, long Rows)> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var length = LengthOf(window);
        int perWeek = (int)Math.Ceiling(s_week / length);
        if (perWeek <= 1) return 1;
        double[] rows = new double[(2 * perWeek) - 1];
        foreach (var (span, count) in earlier)
        {
            int nearest = Before(window, span.End.AddTicks(-1), length), farthest = Before(window, span.Start, length);
            double each = (double)count / (farthest - nearest + 1);
            for (int i = Math.Max(0, nearest); i <= farthest && i < rows.Length; i++) rows[i] += each;
        }
        int now = rows.Take(perWeek - 1).Count(r => r >= Observation.LeastRows);
        int before = rows.Skip(perWeek - 1).Count(r => r >= Observation.LeastRows);
        return Math.Max(now + 1, before);
    }

    /// <summary>How far back <see cref="JudgeableAWeek"/> looks from the start of a window; nothing where it need not look.</summary>
    public static TimeSpan LooksBack(Window window) => LengthOf(window) >= s_week ? TimeSpan.Zero : (2 * s_week) - LengthOf(window);

    // Windows between a moment and the window; 0 for the one just before it.
    static int Before(Window window, DateTimeOffset moment, TimeSpan length) =>
        (int)Math.Floor((window.Start.AddTicks(-1) - moment) / length);

    static TimeSpan LengthOf(Window window) => window.Length < s_shortest ? s_shortest : window.Length;
}
