using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>One model: quality, data and drift, operations.</summary>
static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/models/{model}", ShowAsync).IsPage("ModelPage");

    static async Task<IResult> ShowAsync(string model, HttpContext context, ModelRegister models, ModelReader reader, FleetBook fleet,
        PageWriter pages,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var query = QueryOf(model, context.Request.Query);
        // A moment is given by people, in their own time.
        if (LocalTimes.Read("moment", context.Request.Query["moment"], pages.ViewerOf(context)) is { } moment)
            query = query with { Window = moment };
        var view = await reader.ReadAsync(found, query, cancellationToken) with { MayNote = Access.Of(context).Has(Permission.Configure) };
        return await pages.PageAsync<ModelPage>(context, Section.Fleet, found.Name, view, fleet.Now.At);
    }

    public static ModelQuery QueryOf(string model, IQueryCollection query) => new()
    {
        Model = model,
        Window = ReadQuery.Time("window", query["window"]),
        Measure = query["measure"] is [{ Length: > 0 and <= 200 } measure] ? measure : null,
        Sort = FleetQuery.Parse<ColumnSort>(query["sort"]),
        Turned = query["turned"] == "true",
        Page = (int)(ReadQuery.Whole("page", query["page"], 1, 1_000_000) ?? 1),
        Find = query["find"] is [{ Length: > 0 and <= 200 } find] ? find : "",
        More = FleetQuery.Parse<ModelMore>(query["more"]),
    };
}
