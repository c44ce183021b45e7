using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Alerts;

/// <summary>The inbox: alerts of all models, and saying that they have been seen.</summary>
static class InboxEndpoints
{
    const int LongestSearch = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/alerts", ShowAsync).IsPage("InboxPage", isAcrossModels: true);
        app.MapPost("/alerts/acknowledge", AcknowledgeAsync).NeedsOfEachModel(Permission.Configure).IsPartOfPages("AcknowledgeByForm");
    }

    static Task<IResult> ShowAsync(HttpContext context, InboxReader reader, PageWriter pages, TimeProvider time,
        CancellationToken cancellationToken) =>
        pages.PageAsync<AlertsPage>(context, Section.Alerts, pages.ViewerOf(context).Text("nav.alerts"),
            reader.Read(QueryOf(context.Request.Query), Access.Of(context), cancellationToken), time.GetUtcNow());

    // Those that have resolved in between stay as they are: nobody needs to see them any more.
    static async Task<IResult> AcknowledgeAsync(HttpContext context, IAntiforgery forgery, IMonitorCatalog catalog, TimeProvider time)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        var access = Access.Of(context);
        var wanted = form["alert"].Select(NumberOf).ToHashSet();
        var firing = catalog.Alerts(new AlertQuery { Model = access.Model, State = AlertState.Firing, Limit = int.MaxValue });
        foreach (var alert in firing.Where(a => a.AcknowledgedBy is null && wanted.Contains(a.Number)))
            catalog.Acknowledge(alert.Number, access.Name, time.GetUtcNow());
        return FrameEndpoints.Back(form["return"]);
    }

    static InboxQuery QueryOf(IQueryCollection query) => new()
    {
        Model = Text(query["model"]),
        State = FleetQuery.Parse<InboxState>(query["state"]),
        Severity = Words.Parse<MonitorSeverity>(query["severity"].ToString()),
        Kind = Words.Parse<MonitorKind>(query["kind"].ToString()),
        Search = Text(query["q"]) ?? "",
        Sort = FleetQuery.Parse<InboxSort>(query["sort"]),
        Page = (int)(ReadQuery.Whole("page", query["page"], 1, 1_000_000) ?? 1),
    };

    static long NumberOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > LongestSearch ? text[..LongestSearch]
        : text.Trim();
}
