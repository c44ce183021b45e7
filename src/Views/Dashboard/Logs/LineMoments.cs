using System.Globalization;
using Microsoft.AspNetCore.Components;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>Moments of lines, which are more than one a minute.</summary>
static class LineMoments
{
    /// <summary>19 Nov 14:20:05.123 in the viewer's time, UTC on hover.</summary>
    public static MarkupString Second(this Viewer viewer, DateTimeOffset moment)
    {
        string local = viewer.MinuteText(moment) + viewer.Local(moment).ToString("':'ss'.'fff", CultureInfo.InvariantCulture);
        string utc = moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return new($"<time datetime=\"{moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)}\" title=\"{utc} UTC\">{PlainText.Encode(local)}</time>");
    }
}
