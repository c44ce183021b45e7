using System.Net;
using System.Text.RegularExpressions;

namespace Plumbline.Load.Pages;

/// <summary>The pages there are: every section of the navigation, and those of one model.</summary>
public static partial class PageList
{
    /// <summary>What a page asks for once it is shown; its address can be opened by itself too.</summary>
    public const string Part = "part of a page: ";

    public static async Task<IReadOnlyList<(string What, string Path)>> OfAsync(Uri address, string model)
    {
        using var http = new HttpClient { BaseAddress = address };
        string fleet = await http.GetStringAsync(new Uri("/", UriKind.Relative));
        string own = "/models/" + model, page = await http.GetStringAsync(new Uri(own, UriKind.Relative));
        var pages = new List<(string, string)>();
        string nav = Navigation().Match(fleet).Value;
        pages.AddRange(Address().Matches(nav).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Distinct()
            .Select(a => (a == "/" ? "fleet" : a[1..], a)));
        pages.AddRange([("fleet, sorted and searched", "/?q=m&sort=drift"), ("model", own)]);
        if (Match(Window(), page) is { } window) pages.Add(("model, an earlier window", window));
        pages.AddRange([("model, outcomes", own + "?more=outcomes"), ("model, metrics", own + "?more=metrics"),
            ("model, versions", own + "?more=versions")]);
        if (Match(Column(), page) is { } column) pages.AddRange([("column", column), ("column, its rows", column + "&rows=show")]);
        string of = "?model=" + model;
        pages.AddRange([("explore, a day", "/explore" + of + "&last=day"), ("compare, two weeks", "/compare" + of),
            ("logs of a model", "/logs" + of),
            ("metrics of a model", "/logs" + of + "&tab=metrics"), ("monitors of a model", "/monitors" + of),
            ("monitor", "/monitors/edit" + of + "&monitor=drift"), ("alerts of a model", "/alerts" + of),
            ("columns in the settings", "/settings" + of + "&part=columns")]);
        string edit = await http.GetStringAsync(new Uri("/monitors/edit" + of + "&monitor=drift", UriKind.Relative));
        if (Match(Trial(), edit) is { } trial) pages.Add((Part + "a monitor tried on 30 days", trial));
        return pages;
    }

    static string? Match(Regex regex, string page) =>
        regex.Match(page) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("<nav class=\"nav\".*?</nav>", RegexOptions.Singleline)]
    private static partial Regex Navigation();

    [GeneratedRegex("href=\"(/[^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("id=\"trial\" hx-get=\"([^\"]*)\"")]
    private static partial Regex Trial();

    [GeneratedRegex("href=\"(/models/[^\"/]*\\?window=[^\"]*)\"")]
    private static partial Regex Window();

    [GeneratedRegex("class=\"name\" href=\"(/models/[^\"]*/column\\?[^\"]*)\"")]
    private static partial Regex Column();
}
