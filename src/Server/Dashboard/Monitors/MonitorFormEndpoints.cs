using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Monitors;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Monitors;

/// <summary>What the pages of monitors send: saving, pausing, deleting. What cannot be saved comes back as it was typed.</summary>
static class MonitorFormEndpoints
{
    // Of the line of a request, which holds everything that was typed.
    const int LongestAddress = 7_500;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/monitors/save", SaveAsync).NeedsOfEachModel(Permission.Configure).IsPartOfPages("SaveMonitorByForm");
        app.MapPost("/monitors/state", SetStateAsync).NeedsOfEachModel(Permission.Configure).IsPartOfPages("SetMonitorStateByForm");
        app.MapPost("/monitors/delete", DeleteAsync).NeedsOfEachModel(Permission.Configure).IsPartOfPages("DeleteMonitorByForm");
    }

    static async Task<IResult> SaveAsync(HttpContext context, IAntiforgery forgery, ModelRegister models, MonitorRegister register,
        ICatalog catalog)
    {
        var fields = await FrameEndpoints.FormAsync(context, forgery);
        var form = MonitorForms.Read(n => fields[n]) ?? throw Incomplete();
        var model = Find(form.Model, context, models);
        var existing = catalog.Monitors(model.Number);
        var stored = form.Monitor is { } name ? existing.FirstOrDefault(m => m.Name == name) : null;
        var (monitor, problems) = MonitorForms.Check(model, form, existing);
        if (monitor is null) return Again(form with { IsTried = true }, problems);
        // Whoever changed it in between is not overwritten: the page tells what they made of it.
        if (stored is not null && form.Revision != stored.Revision) return Again(form, []);
        try
        {
            int revision = Save(register, stored, monitor);
            return FrameEndpoints.Back(Pages.Monitor(model.Name, monitor.Name) + FormattableString.Invariant($"&saved={revision}"));
        }
        catch (StorageException raced) when (raced.Failure == StorageFailure.Conflict)
        {
            return Again(form, []);
        }
    }

    static int Save(MonitorRegister register, MonitorDefinition? stored, MonitorDefinition monitor)
    {
        if (stored is null) return register.Apply([new MonitorChange(MonitorChangeKind.Created, null, monitor)])[0].Revision;
        if (stored.Name == monitor.Name && MonitorFields.Between(stored, monitor).Count == 0) return stored.Revision;
        var after = monitor with { Number = stored.Number, Revision = stored.Revision + 1, CreatedAt = stored.CreatedAt };
        return register.Apply([new MonitorChange(MonitorChangeKind.Changed, stored, after)])[0].Revision;
    }

    static async Task<IResult> SetStateAsync(HttpContext context, IAntiforgery forgery, ModelRegister models, MonitorRegister register)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        var state = Words.Parse<MonitorState>(form["state"].ToString()) ?? throw Incomplete();
        register.SetState(Find(form["model"].ToString(), context, models), form["monitor"].ToString(), state);
        return FrameEndpoints.Back(form["return"]);
    }

    static async Task<IResult> DeleteAsync(HttpContext context, IAntiforgery forgery, ModelRegister models, MonitorRegister register)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        var model = Find(form["model"].ToString(), context, models);
        register.Delete(model, form["monitor"].ToString());
        return FrameEndpoints.Back(Pages.Monitors(model.Name));
    }

    static ModelDefinition Find(string name, HttpContext context, ModelRegister models)
    {
        var model = models.Find(name);
        Access.Of(context).Demand(model.Number);
        return model;
    }

    static IResult Again(MonitorForm form, IReadOnlyList<MonitorProblem> problems) => form.Address.Length <= LongestAddress
        ? FrameEndpoints.Back(form.Address)
        : throw ProblemException.Invalid("columns", null, "fewer columns, or a pattern with *",
            $"This cannot be saved, and what was typed is too long to be shown again. {string.Join(" ", problems.Select(p => p.Said))}");

    static ProblemException Incomplete() => ProblemException.Of(StatusCodes.Status400BadRequest, "form",
        "The form lacks fields. Load the page again, then repeat.");
}
