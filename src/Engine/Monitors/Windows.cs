namespace Plumbline.Engine.Monitors;

/// <summary>How time is cut into windows. All in UTC, so no hour is ever counted twice or left out.</summary>
public static class Windows
{
    /// <summary>Age at its first evaluation beyond which a window is history: summed up, pages nobody.</summary>
    public static readonly TimeSpan HistoricalAge = TimeSpan.FromDays(1);

    /// <summary>Start of a week: windows by time are aligned to it.</summary>
    public static readonly DateTimeOffset Origin = new(1970, 1, 5, 0, 0, 0, TimeSpan.Zero);

    static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    /// <summary>The window a moment falls into.</summary>
    public static Window At(WindowDefinition.ByTime definition, DateTimeOffset moment)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(definition.Length, TimeSpan.Zero, nameof(definition));
        long length = definition.Length.Ticks;
        long since = moment.UtcTicks - Origin.Ticks - definition.Offset.Ticks;
        long into = ((since % length) + length) % length;
        var start = new DateTimeOffset(moment.UtcTicks - into, TimeSpan.Zero);
        return new Window(start, start + definition.Length);
    }

    /// <summary>Every window that begins in <c>[from, to)</c>, oldest first.</summary>
    public static IEnumerable<Window> Between(WindowDefinition.ByTime definition, DateTimeOffset from, DateTimeOffset to)
    {
        var window = At(definition, from);
        if (window.Start < from) window = After(window);
        for (; window.Start < to; window = After(window)) yield return window;
    }

    /// <summary>The windows that are complete and not yet judged, oldest first.</summary>
    /// <param name="definition">How time is cut.</param>
    /// <param name="from">End of the last window that was judged, or the time of the first event.</param>
    /// <param name="watermark">Time of the last event: a model whose events run ahead of the clock waits for the clock. Null: no event
    /// yet.</param>
    /// <param name="clock">Now.</param>
    /// <param name="lateness">How long after its end a window waits for late events.</param>
    /// <remarks>A window is complete when its end and the lateness have passed on the clock, or when an event has come from beyond them.
    /// The clock decides for a model that fell silent, the events for one whose history is being loaded.</remarks>
    public static IEnumerable<Window> Complete(WindowDefinition.ByTime definition, DateTimeOffset from, DateTimeOffset? watermark,
        DateTimeOffset clock, TimeSpan lateness) =>
        Between(definition, At(definition, from).Start, clock).TakeWhile(w => IsComplete(w, watermark, clock, lateness));

    /// <summary>True when nothing that belongs into the window is waited for any more.</summary>
    public static bool IsComplete(Window window, DateTimeOffset? watermark, DateTimeOffset clock, TimeSpan lateness) =>
        window.End <= clock && (window.End + lateness <= clock || window.End + lateness <= watermark);

    /// <summary>True for a window that was already old when it was first evaluated.</summary>
    public static bool IsHistorical(Window window, DateTimeOffset firstEvaluatedAt) => firstEvaluatedAt - window.End > HistoricalAge;

    /// <summary>The next window of the same length.</summary>
    public static Window After(Window window) => new(window.End, window.End + window.Length);

    /// <summary>The <paramref name="count"/> windows just before, oldest first.</summary>
    public static IReadOnlyList<Window> Before(Window window, int count) =>
        [.. Enumerable.Range(1, count).Reverse().Select(i => Shift(window, -i * window.Length))];

    /// <summary>The windows at the same time of the week in the <paramref name="weeks"/> weeks before, oldest first.</summary>
    public static IReadOnlyList<Window> WeeksBefore(Window window, int weeks) =>
        [.. Enumerable.Range(1, weeks).Reverse().Select(i => Shift(window, -i * s_week))];

    /// <summary>Windows of so many events, oldest first; the last one only when it is full.</summary>
    /// <param name="definition">How many events.</param>
    /// <param name="cells">Cells in order of time, without overlap, with their rows. They should be complete: a window is closed by the end
    /// of the cell in which its count is reached, so it may hold more events by less than that cell, and no cell is ever split.</param>
    public static IEnumerable<Window> ByCount(WindowDefinition.ByCount definition, IEnumerable<(Window Cell, long Rows)> cells)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfLessThan(definition.Events, 1, nameof(definition));
        DateTimeOffset? start = null;
        long rows = 0;
        foreach (var (cell, count) in cells)
        {
            if (count == 0) continue;
            start ??= cell.Start;
            rows += count;
            if (rows < definition.Events) continue;
            yield return new Window(start.Value, cell.End);
            (start, rows) = (null, 0);
        }
    }

    static Window Shift(Window window, TimeSpan by) => new(window.Start + by, window.End + by);
}
