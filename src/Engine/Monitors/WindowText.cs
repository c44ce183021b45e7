using System.Diagnostics;
using System.Globalization;

namespace Plumbline.Engine.Monitors;

/// <summary>Windows in the words of a monitors file: <c>15m</c>, <c>1h</c>, <c>1d</c>, <c>1w</c>, <c>1d+6h</c> (days that begin at six),
/// <c>1000 events</c>.</summary>
public static class WindowText
{
    const string Events = " events";

    static readonly (char Unit, TimeSpan Length)[] s_units =
        [('w', TimeSpan.FromDays(7)), ('d', TimeSpan.FromDays(1)), ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1))];

    /// <summary>The shortest text of a window.</summary>
    public static string Describe(WindowDefinition window) => window switch
    {
        WindowDefinition.ByTime { Offset: var offset, Length: var length } => Text(length) + (offset == TimeSpan.Zero ? ""
            : "+" + Text(offset)),
        WindowDefinition.ByCount count => count.Events.ToString(CultureInfo.InvariantCulture) + Events,
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads what <see cref="Describe"/> writes; null with the problem otherwise. Whether the length is allowed is asked of
    /// <see cref="MonitorProblems"/>.</summary>
    public static WindowDefinition? Parse(string text, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = null;
        if (text.EndsWith(Events, StringComparison.Ordinal) && long.TryParse(text[..^Events.Length], NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long events)) return new WindowDefinition.ByCount(events);
        int plus = text.IndexOf('+', StringComparison.Ordinal);
        var length = Span(plus < 0 ? text : text[..plus]);
        var offset = plus < 0 ? TimeSpan.Zero : Span(text[(plus + 1)..]);
        if (length is { } l && offset is { } o) return new WindowDefinition.ByTime(l, o);
        problem = $"'{text}' is no window: write a length such as 15m, 1h, 1d or 1w "
            + "(1d+6h for days that begin at six, UTC), or '1000 events'.";
        return null;
    }

    static string Text(TimeSpan span)
    {
        var (unit, length) = s_units.FirstOrDefault(u => span.Ticks % u.Length.Ticks == 0, s_units[^1]);
        return (span.Ticks / length.Ticks).ToString(CultureInfo.InvariantCulture) + unit;
    }

    static TimeSpan? Span(string text)
    {
        const int mostDigits = 6;
        if (text.Length is < 2 or > mostDigits || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture,
            out int count)) return null;
        var unit = s_units.FirstOrDefault(u => u.Unit == text[^1]);
        return unit.Length == TimeSpan.Zero ? null : count * unit.Length;
    }
}
