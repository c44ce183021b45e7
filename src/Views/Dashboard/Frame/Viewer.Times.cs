using System.Globalization;
using Microsoft.AspNetCore.Components;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>Moments in the viewer's own time; UTC stands in the title, to be seen on hover.</summary>
public sealed partial record Viewer
{
    CultureInfo Culture => CultureInfo.GetCultureInfo(IsChinese ? "zh-CN" : "en-GB");

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>19 Nov 14:20, with the year when it is another; as an element with UTC in its title.</summary>
    public MarkupString Minute(DateTimeOffset moment) => Element(moment, MinuteText(moment));

    /// <summary>19 Nov.</summary>
    public MarkupString Day(DateTimeOffset moment) => Element(moment, DayText(moment));

    /// <summary>Thu 19 Nov 2026, 14:20 UTC+1.</summary>
    public MarkupString Full(DateTimeOffset moment)
    {
        var local = Local(moment);
        return Element(moment, $"{local.ToString(Text("time.pattern.full"), Culture)} {OffsetText(local)}");
    }

    public string MinuteText(DateTimeOffset moment) => DayText(moment) + Local(moment).ToString(" HH:mm", CultureInfo.InvariantCulture);

    public string DayText(DateTimeOffset moment)
    {
        var local = Local(moment);
        bool isOtherYear = local.Year != Local(Now).Year;
        return local.ToString(Text(isOtherYear ? "time.pattern.day_of_year" : "time.pattern.day"), Culture);
    }

    /// <summary>From one moment to another, the day said once: 18 Nov 14:00 – 19 Nov 14:00, 19 Nov 13:00 – 14:00.</summary>
    public string SpanText(DateTimeOffset from, DateTimeOffset to) => Local(from).Date == Local(to).Date
        ? $"{MinuteText(from)} – {Local(to).ToString("HH:mm", CultureInfo.InvariantCulture)}" : $"{MinuteText(from)} – {MinuteText(to)}";

    /// <summary>As <see cref="SpanText"/>, as an element with UTC in its title.</summary>
    public MarkupString Span(DateTimeOffset from, DateTimeOffset to) =>
        new($"<time title=\"{UtcText(from, to)}\">{PlainText.Encode(SpanText(from, to))}</time>");

    /// <summary>As <see cref="SpanText"/>, with UTC below it where that differs: for titles.</summary>
    public string SpanTitle(DateTimeOffset from, DateTimeOffset to) =>
        Local(from).Offset == TimeSpan.Zero && Local(to).Offset == TimeSpan.Zero
        ? SpanText(from, to) : $"{SpanText(from, to)}\n{UtcText(from, to)}";

    /// <summary>A length of time in its largest unit: 21 d, 3 h, 5 min.</summary>
    public string Length(TimeSpan length) => Lengths.In(length, Language);

    MarkupString Element(DateTimeOffset moment, string text)
    {
        string utc = moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        string machine = moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new($"<time datetime=\"{machine}\" title=\"{utc} UTC\">{PlainText.Encode(text)}</time>");
    }

    static string UtcText(DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (from.UtcDateTime, to.UtcDateTime);
        string ending = end.ToString(start.Date == end.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} – {ending} UTC";
    }

    static string OffsetText(DateTimeOffset local)
    {
        if (local.Offset == TimeSpan.Zero) return "UTC";
        string sign = local.Offset < TimeSpan.Zero ? "−" : "+";
        string minutes = local.Offset.Minutes == 0 ? "" : FormattableString.Invariant($":{Math.Abs(local.Offset.Minutes):00}");
        return FormattableString.Invariant($"UTC{sign}{Math.Abs(local.Offset.Hours)}{minutes}");
    }
}
