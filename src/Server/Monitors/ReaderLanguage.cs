using Microsoft.AspNetCore.Http;
using Plumbline.Engine.Messages;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Monitors;

/// <summary>The language sentences are written in: <c>?language=</c>, else the first of <c>Accept-Language</c> that there is, else
/// English.</summary>
static class ReaderLanguage
{
    static readonly string s_all = string.Join(" or ", Enum.GetValues<Language>().Select(l => l.Tag()));

    public static Language Of(HttpRequest request, string? asked)
    {
        if (asked is not null)
            return Find(asked) ?? throw ProblemException.InvalidQuery("language", asked, s_all,
                $"'{ProblemException.Shorten(asked)}' is no language of this server; allowed: {s_all}.");
        var accepted = request.GetTypedHeaders().AcceptLanguage;
        return accepted.OrderByDescending(a => a.Quality ?? 1).Select(a => Find(a.Value.ToString())).FirstOrDefault(l => l is not null)
            ?? Language.English;
    }

    // zh, zh-CN and zh-Hans-CN are read alike; so are en, en-GB and en-US.
    static Language? Find(string tag)
    {
        foreach (var language in Enum.GetValues<Language>())
            if (tag.Split('-')[0].Equals(language.Tag().Split('-')[0], StringComparison.OrdinalIgnoreCase)) return language;
        return null;
    }
}
