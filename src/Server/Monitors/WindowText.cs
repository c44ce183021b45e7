using System.Globalization;
using Plumbline.Engine.Monitors;

namespace Plumbline.Server.Monitors;

/// <summary>Windows in the words of a monitors file: <c>15m</c>, <c>1h</c>, <c>7d</c>, <c>count:1000</c>.</summary>
static class WindowText
{
    public const string Allowed = "a whole number of 15 minutes up to 31 days such as 15m, 1h or 7d, or count:100 to count:10000000";

    static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15), s_longest = TimeSpan.FromDays(31);

    public static string Of(WindowDefinition window) => window switch
    {
        WindowDefinition.ByTime byTime => Of(byTime.Length),
        WindowDefinition.ByCount byCount => string.Create(CultureInfo.InvariantCulture, $"count:{byCount.Events}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The window of a text; null when it is none.</summary>
    public static WindowDefinition? Parse(string text, TimeSpan offset)
    {
        const string count = "count:";
        if (text.StartsWith(count, StringComparison.Ordinal))
            return long.TryParse(text.AsSpan(count.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long events)
                && events is >= 100 and <= 10_000_000 ? new WindowDefinition.ByCount(events) : null;
        return Length(text) is { } length && length >= s_quarter && length <= s_longest && length.Ticks % s_quarter.Ticks == 0
            ? new WindowDefinition.ByTime(length, offset) : null;
    }

    /// <summary>The offset of a text, a whole number of 15 minutes below 31 days; null when it is none.</summary>
    public static TimeSpan? Offset(string text) =>
        Length(text) is { } length && length < s_longest && length.Ticks % s_quarter.Ticks == 0 ? length : null;

    public static string Of(TimeSpan length) => length switch
    {
        { Ticks: var t } when t % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{length.TotalDays}d"),
        { Ticks: var t } when t % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes}m"),
    };

    static TimeSpan? Length(string text)
    {
        if (text.Length is < 2 or > 8 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number > 100_000) return null;
        return text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        };
    }
}
