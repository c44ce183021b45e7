using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Monitors;

/// <summary>The pages of monitors: all of them, and one being made or edited.</summary>
static class MonitorPageEndpoints
{
    const int LongestSearch = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/monitors", ShowAll).IsPage("MonitorsPage", isAcrossModels: true);
        app.MapGet("/monitors/edit", EditAsync).IsPage("MonitorEditPage", isAcrossModels: true);
        MonitorFormEndpoints.Map(app);
    }

    static Task<IResult> ShowAll(HttpContext context, MonitorsReader reader, PageWriter pages, TimeProvider time) =>
        pages.PageAsync<MonitorsPage>(context, Section.Monitors, pages.ViewerOf(context).Text("nav.monitors"),
            reader.Read(QueryOf(context.Request.Query), Access.Of(context)), time.GetUtcNow());

    static async Task<IResult> EditAsync(HttpContext context, ICatalog catalog, MonitorEditReader reader, PageWriter pages,
        CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var access = Access.Of(context);
        string name = query["model"].ToString();
        // Nobody is told that there is a model which their key does not open.
        var model = catalog.FindModel(name) is { } found && access.Opens(found.Number) ? found : null;
        var form = MonitorForms.Read(n => query[n]) ?? Beginning(query, name, model, catalog);
        int? saved = (int?)ReadQuery.Whole("saved", query["saved"], 1, int.MaxValue);
        var view = reader.Read(form, model, access, cancellationToken) with { Saved = saved };
        string title = view.Form.Monitor is { } monitor ? $"{monitor} · {name}" : pages.ViewerOf(context).Text("edit.new");
        return await pages.PageAsync<MonitorEditPage>(context, Section.Monitors, title, view);
    }

    // Nothing has been typed yet. A monitor that is gone can be made anew.
    static MonitorForm Beginning(IQueryCollection query, string name, ModelDefinition? model, IMonitorCatalog catalog)
    {
        var kind = Words.Parse<MonitorKind>(query["kind"].ToString()) ?? MonitorKind.Drift;
        if (model is null) return MonitorForm.New("", kind);
        if (query["monitor"] is not [{ Length: > 0 } asked]) return MonitorForm.New(name, kind);
        return catalog.Monitors(model.Number).FirstOrDefault(m => m.Name == asked) is { } monitor ? MonitorForm.Of(name, monitor)
            : MonitorForm.New(name, kind) with { Monitor = asked, Name = asked };
    }

    static MonitorsQuery QueryOf(IQueryCollection query) => new()
    {
        Model = Text(query["model"]),
        Kind = Words.Parse<MonitorKind>(query["kind"].ToString()),
        State = Words.Parse<MonitorState>(query["state"].ToString()),
        Search = Text(query["q"]) ?? "",
        Sort = FleetQuery.Parse<MonitorsSort>(query["sort"]),
        Page = (int)(ReadQuery.Whole("page", query["page"], 1, 1_000_000) ?? 1),
    };

    static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > LongestSearch ? text[..LongestSearch]
        : text.Trim();
}
