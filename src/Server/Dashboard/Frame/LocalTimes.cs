using System.Globalization;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard;

/// <summary>Moments that people type into a page, in their own time zone.</summary>
static class LocalTimes
{
    static readonly string[] s_forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Null when nothing was typed.</summary>
    /// <exception cref="ProblemException">400: it is no moment.</exception>
    public static DateTimeOffset? Read(string field, string? text, Viewer viewer)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!DateTime.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            throw ProblemException.InvalidQuery(field, text, "a date and a time such as 2026-03-02T14:30",
                $"'{ProblemException.Shorten(text)}' is no date with a time; write it like 2026-03-02T14:30.");
        // An hour that a clock skips in spring is the one after it.
        if (viewer.Zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, viewer.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
