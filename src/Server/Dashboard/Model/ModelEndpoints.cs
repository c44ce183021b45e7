using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
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
        var view = await reader.ReadAsync(found, QueryOf(model, context.Request.Query), cancellationToken);
        return await pages.PageAsync<ModelPage>(context, Section.Fleet, found.Name, view, fleet.Now.At);
    }

    public static ModelQuery QueryOf(string model, IQueryCollection query) => new()
    {
        Model = model,
        Window = ReadQuery.Time("window", query["window"]),
        Measure = query["measure"] is [{ Length: > 0 and <= 200 } measure] ? measure : null,
        Sort = FleetQuery.Parse<ColumnSort>(query["sort"]),
        Turned = query["turned"] == "true",
        Find = query["find"] is [{ Length: > 0 and <= 200 } find] ? find : "",
        More = FleetQuery.Parse<ModelMore>(query["more"]),
    };
}
