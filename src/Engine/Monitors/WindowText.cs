using System.Diagnostics;
using System.Globalization;

namespace Plumbline.Engine.Monitors;

/// <summary>Windows in words: <c>15m</c>, <c>1h</c>, <c>7d</c>, <c>count:1000</c>.</summary>
public static class WindowText
{
    /// <summary>What may be written, in words.</summary>
    public const string Allowed = "a whole number of 15 minutes up to 31 days such as 15m, 1h or 7d, or count:100 to count:10000000";

    const string Count = "count:";
    const int LongestLength = 8;

    static readonly (char Unit, TimeSpan Length)[] s_units =
        [('d', TimeSpan.FromDays(1)), ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)), ('w', TimeSpan.FromDays(7))];

    /// <summary>The text of a window; where it begins after midnight is written by itself, as <see cref="Of(TimeSpan)"/>.</summary>
    public static string Of(WindowDefinition window) => window switch
    {
        WindowDefinition.ByTime byTime => Of(byTime.Length),
        WindowDefinition.ByCount byCount => Count + byCount.Events.ToString(CultureInfo.InvariantCulture),
        _ => throw new UnreachableException(),
    };

    /// <summary>The text of a length in days, hours or minutes, whichever is the longest that divides it.</summary>
    public static string Of(TimeSpan length)
    {
        var (unit, of) = s_units.FirstOrDefault(u => u.Unit != 'w' && length.Ticks % u.Length.Ticks == 0, s_units[2]);
        return (length.Ticks / of.Ticks).ToString(CultureInfo.InvariantCulture) + unit;
    }

    /// <summary>The window of a text; null when it is none. Whether its length is allowed is asked of
    /// <see cref="MonitorProblems"/>.</summary>
    public static WindowDefinition? Parse(string text, TimeSpan offset)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Count, StringComparison.Ordinal))
            return Length(text) is { } length ? new WindowDefinition.ByTime(length, offset) : null;
        return long.TryParse(text.AsSpan(Count.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long events)
            ? new WindowDefinition.ByCount(events) : null;
    }

    /// <summary>The length of a text: a whole number of minutes, hours, days or weeks; null when it is none.</summary>
    public static TimeSpan? Length(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is < 2 or > LongestLength
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)) return null;
        var unit = s_units.FirstOrDefault(u => u.Unit == text[^1]);
        return unit.Length == TimeSpan.Zero ? null : count * unit.Length;
    }
}
