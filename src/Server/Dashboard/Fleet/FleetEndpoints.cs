using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Fleet;

/// <summary>The first page: every model at a glance.</summary>
static class FleetEndpoints
{
    const int LongestSearch = 200;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/", ShowAsync).IsPage("FleetPage", isAcrossModels: true);

    static async Task<IResult> ShowAsync(HttpContext context, FleetBook fleet, PageWriter pages, CancellationToken cancellationToken)
    {
        var access = Access.Of(context);
        var snapshot = await fleet.FirstAsync(cancellationToken);
        bool isLoading = snapshot == FleetSnapshot.None;
        var view = FleetView.Of(snapshot.Rows.Where(r => access.Opens(r.Number)), QueryOf(context.Request.Query), isLoading);
        return await pages.PageAsync<FleetPage>(context, Section.Fleet, pages.ViewerOf(context).Text("nav.fleet"), view, isLoading ? null
            : snapshot.At);
    }

    static FleetQuery QueryOf(IQueryCollection query) => new()
    {
        Search = Text(query["q"]) ?? "",
        Filter = FleetQuery.Parse<FleetFilter>(query["show"]),
        Sort = FleetQuery.Parse<FleetSort>(query["sort"]),
        Turned = query["turned"] == "true",
        By = Text(query["by"]),
        Page = (int)(ReadQuery.Whole("page", query["page"], 1, 1_000_000) ?? 1),
    };

    static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > LongestSearch ? text[..LongestSearch]
        : text.Trim();
}
