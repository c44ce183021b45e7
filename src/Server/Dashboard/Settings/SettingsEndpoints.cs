using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Keys;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Settings;

/// <summary>The settings, and what their forms send.</summary>
static class SettingsEndpoints
{
    const int LongestSearch = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/settings", ShowAsync).IsPage("SettingsPage", isAcrossModels: true);
        app.MapPost("/settings/delete", DeleteAsync).NeedsOfEachModel(Permission.Administer).IsPartOfPages("DeleteModelByForm");
        app.MapPost("/settings/confirm", ConfirmAsync).NeedsOfEachModel(Permission.Configure).IsPartOfPages("ConfirmColumnsByForm");
        app.MapPost("/settings/retention", SetRetentionAsync).NeedsOfEachModel(Permission.Configure).IsPartOfPages("SetRetentionByForm");
        app.MapPost("/settings/keys", MakeKeyAsync).Needs(Permission.Administer).IsPartOfPages("MakeKeyByForm");
        app.MapPost("/settings/keys/withdraw", WithdrawKeyAsync).Needs(Permission.Administer).IsPartOfPages("WithdrawKeyByForm");
    }

    static Task<IResult> ShowAsync(HttpContext context, SettingsReader reader, PageWriter pages, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var view = reader.Read(QueryOf(query), Access.Of(context), cancellationToken) with
        {
            IsSaved = query["saved"] == "yes",
            ChosenZone = Viewers.ChosenZoneOf(context.Request)?.Id,
        };
        return PageAsync(context, view, pages);
    }

    static async Task<IResult> DeleteAsync(HttpContext context, IAntiforgery forgery, ModelRegister models, IEventLog log,
        ModelRemoval removal, SettingsReader reader, PageWriter pages, CancellationToken cancellationToken)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        var access = Access.Of(context);
        var model = models.Find(form["model"].ToString());
        access.Demand(model.Number);
        if (form["typed"].ToString().Trim() == model.Name)
        {
            await ModelEndpoints.EraseAsync(model, log, removal, cancellationToken);
            return FrameEndpoints.Back("/settings");
        }
        var query = new SettingsQuery { Part = SettingsPart.Delete, Model = model.Name };
        return await PageAsync(context, reader.Read(query, access, cancellationToken) with
        {
            Problem = pages.ViewerOf(context).Text("settings.typed_otherwise", ("model", model.Name)),
        }, pages);
    }

    static async Task<IResult> ConfirmAsync(HttpContext context, IAntiforgery forgery, ModelRegister models, SettingsReader reader,
        PageWriter pages, CancellationToken cancellationToken)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        var model = models.Find(form["model"].ToString());
        Access.Of(context).Demand(model.Number);
        var query = new SettingsQuery { Part = SettingsPart.Columns, Model = model.Name };
        return await DoneAsync(context, query, reader, pages, () => models.Confirm(model.Name, Number(form["revision"]) ?? 0),
            cancellationToken);
    }

    static async Task<IResult> SetRetentionAsync(HttpContext context, IAntiforgery forgery, ModelRegister models, SettingsReader reader,
        PageWriter pages, CancellationToken cancellationToken)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        var model = models.Find(form["model"].ToString());
        Access.Of(context).Demand(model.Number);
        string typed = form["days"].ToString().Trim();
        void Set() => models.Put(model.Name, new ModelRegistration
        {
            // Empty: as the server is set, which the contract writes as 0.
            RetentionDays = typed.Length == 0 ? 0 : Number(typed) ?? throw ProblemException.Invalid("retention_days", typed, "1 to 36500",
                $"'{ProblemException.Shorten(typed)}' is no number of days; write a whole number from 1 to 36500, or nothing."),
        });
        return await DoneAsync(context, new SettingsQuery { Part = SettingsPart.Retention }, reader, pages, Set, cancellationToken);
    }

    static async Task<IResult> MakeKeyAsync(HttpContext context, IAntiforgery forgery, KeyEndpoints keys, SettingsReader reader,
        PageWriter pages, CancellationToken cancellationToken)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        var access = Access.Of(context);
        var draft = new KeyDraft(form["name"].ToString().Trim(), form["scope"].ToString(), form["model"].ToString());
        string? secret = null, problem = null;
        try
        {
            secret = keys.Make(new KeyRequest(draft.Name, draft.Scope, draft.Model.Length > 0 ? draft.Model : null), access).Key;
        }
        catch (ProblemException refusal)
        {
            problem = refusal.Problem.Detail;
        }
        // Shown in the answer itself: the secret is in no address, and nowhere else.
        var view = reader.Read(new SettingsQuery { Part = SettingsPart.Keys }, access, cancellationToken);
        return await PageAsync(context, view with { NewKey = secret, Draft = draft, Problem = problem }, pages);
    }

    static async Task<IResult> WithdrawKeyAsync(HttpContext context, IAntiforgery forgery, KeyEndpoints keys, SettingsReader reader,
        PageWriter pages, CancellationToken cancellationToken)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        void Withdraw() => keys.Withdraw(Number(form["number"]) ?? 0, Access.Of(context));
        return await DoneAsync(context, new SettingsQuery { Part = SettingsPart.Keys }, reader, pages, Withdraw, cancellationToken);
    }

    // What cannot be done is told on the page it was asked on.
    static Task<IResult> DoneAsync(HttpContext context, SettingsQuery query, SettingsReader reader, PageWriter pages, Action act,
        CancellationToken cancellationToken)
    {
        try
        {
            act();
            return Task.FromResult(FrameEndpoints.Back(query.Address + "&saved=yes"));
        }
        catch (ProblemException refusal)
        {
            return PageAsync(context, reader.Read(query, Access.Of(context), cancellationToken) with { Problem = refusal.Problem.Detail },
                pages);
        }
    }

    static Task<IResult> PageAsync(HttpContext context, SettingsView view, PageWriter pages) =>
        pages.PageAsync<SettingsPage>(context, Section.Settings, pages.ViewerOf(context).Text("nav.settings"), view);

    static SettingsQuery QueryOf(IQueryCollection query) => new()
    {
        Part = FleetQuery.Parse<SettingsPart>(query["part"]),
        Model = query["model"] is [{ Length: > 0 and <= LongestSearch } model] ? model : null,
        Search = query["q"] is [{ Length: > 0 and <= LongestSearch } search] ? search.Trim() : "",
        Page = (int)(ReadQuery.Whole("page", query["page"], 1, 1_000_000) ?? 1),
    };

    static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
