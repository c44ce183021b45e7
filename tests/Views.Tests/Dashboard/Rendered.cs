using Plumbline.Engine.Messages;
using Plumbline.Views.Dashboard;

namespace Plumbline.Views.Tests.Dashboard;

/// <summary>What stands around a page in tests.</summary>
static class Rendered
{
    public static PageFrame Frame(Language language, DateTimeOffset now, Section section) => new()
    {
        Viewer = Viewer(language, now),
        Title = "x",
        Section = section,
        Address = "/",
        Version = "1",
        Origin = "http://localhost",
        Token = new FormToken("form_token", "proof"),
    };

    public static Viewer Viewer(Language language, DateTimeOffset now) =>
        new() { Language = language, Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), Now = now };
}
