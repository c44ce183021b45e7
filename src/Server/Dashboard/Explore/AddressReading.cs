using System.Globalization;
using Microsoft.AspNetCore.Http;
using Plumbline.Engine.Messages;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Explore;

/// <summary>Texts and moments of an address, and what is wrong with them.</summary>
sealed class AddressReading(IQueryCollection query, Viewer viewer)
{
    public const int LongestText = 2_000;

    const int LongestTold = 80;

    static readonly string[] s_times = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    readonly List<Message> _problems = [];

    public IReadOnlyList<Message> Problems => _problems;

    public void Add(Message problem) => _problems.Add(problem);

    /// <summary>A moment of the address: with an offset, or in the viewer's own time.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateTime.TryParseExact(text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && IsUsual(local.Year))
            return new DateTimeOffset(local, viewer.Zone.GetUtcOffset(local)).ToUniversalTime();
        bool hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && IsUsual(time.Year)) return time.ToUniversalTime();
        _problems.Add(Message.Of("explore.bad_time", ("value", Told(text))));
        return null;
    }

    static bool IsUsual(int year) => year is >= 1900 and <= 2200;

    public void RequireOrder(DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from >= to)
            _problems.Add(Message.Of("explore.bad_order", ("from", viewer.MinuteText(from.Value)), ("to", viewer.MinuteText(to!.Value))));
    }

    public IEnumerable<string> Texts(string name) => query[name].OfType<string>().Where(t => t.Length is > 0 and <= LongestText);

    /// <summary>The first text of a name; null where there is none, or nothing but spaces.</summary>
    public string? Text(string name)
    {
        if (query[name] is not [{ Length: > 0 } text, ..] || string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length <= LongestText) return text;
        _problems.Add(Message.Of("explore.too_long", ("value", Told(text)), ("most", LongestText.ToString(CultureInfo.InvariantCulture))));
        return null;
    }

    /// <summary>What was written, short enough for a sentence.</summary>
    public static string Told(string text) => text.Length <= LongestTold ? text : text[..LongestTold] + "...";
}
