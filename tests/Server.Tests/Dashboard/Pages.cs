using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Compare;
using Plumbline.Server.Dashboard.Explore;
using Plumbline.Server.Dashboard.Model;
using Plumbline.Server.Reads;
using Plumbline.Server.Tests.Projections;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard;

/// <summary>The parts of pages on the stores of a test, and a viewer in Berlin.</summary>
static class Pages
{
    public static Viewer Viewer(DateTimeOffset now, Language language = Language.English) =>
        new() { Language = language, Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), Now = now };

    public static ExploreReader Explore(StoredParts parts, IEventStore? events = null)
    {
        events ??= parts.Storage.Events;
        return new ExploreReader(parts.Storage.Catalog, events, parts.Storage.Ingest, parts.Cells, new VerdictRows(parts.Storage.Catalog),
            new IdSearch(parts.Storage.Log, new SealedDays()),
            new CommonValues(events), new Distributions(events), parts.Clock);
    }

    public static CompareReader Compare(StoredParts parts, IEventStore? events = null)
    {
        events ??= parts.Storage.Events;
        var sides = new SideRows(events, parts.Cells);
        return new CompareReader(parts.Storage.Catalog, parts.Cells, new Comparisons(parts.Storage.Catalog, events, sides),
            new VersionReader(events, parts.Cells, new VersionStarts(parts.Cells, parts.Clock)), parts.Clock);
    }

    public static Task<string> RenderAsync<TPage>(object view, DateTimeOffset now)
        where TPage : IComponent => DashboardPage.RenderAsync<TPage>(new PageFrame
        {
            Viewer = Viewer(now),
            Title = "test",
            Address = "/",
            Origin = "http://localhost",
            Version = "1",
        }, view);
}
