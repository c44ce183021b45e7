using System.Globalization;
using Plumbline.Engine.Messages;

namespace Plumbline.Views.Words;

/// <summary>Lengths of time in their largest unit: 21 d, 3 h, 5 min.</summary>
static class Lengths
{
    public static string In(TimeSpan length, Language language) => length switch
    {
        { TotalDays: >= 2 } => Of("time.days", length.TotalDays, language),
        { TotalHours: >= 2 } => Of("time.hours", length.TotalHours, language),
        { TotalMinutes: >= 1 } => Of("time.minutes", length.TotalMinutes, language),
        _ => Of("time.seconds", Math.Max(0, length.TotalSeconds), language),
    };

    static string Of(string key, double value, Language language) =>
        Say.Catalog.Format(Message.Of(key, ("n", Math.Floor(value).ToString("0", CultureInfo.InvariantCulture))), language);
}
