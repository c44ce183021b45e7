using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Keys;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Connect;

/// <summary>Connects a model: a name, a key, what to send, and a light that turns on.</summary>
static class ConnectEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/connect", ShowAsync).IsPage("ConnectPage", isAcrossModels: true);
        app.MapPost("/connect/key", MakeKeyAsync).Needs(Permission.Administer).IsPartOfPages("ConnectKey");
        app.MapPost("/connect/model", RegisterAsync).NeedsOfEachModel(Permission.Configure).IsPartOfPages("ConnectModel");
        app.MapPost("/connect/baseline", ConnectBaseline.ReceiveAsync).NeedsOfEachModel(Permission.Configure)
            .IsPartOfPages("ConnectBaseline");
    }

    static Task<IResult> ShowAsync(HttpContext context, ConnectReader reader, PageWriter pages)
    {
        IQueryCollection query = context.Request.Query;
        return AnswerAsync(context, reader.Read(context, NameOf(query["model"]), ViaOf(query["via"])) with { Uploaded = query["made"] },
            pages);
    }

    /// <summary>A key that sends for the model. It stands in this answer and nowhere else.</summary>
    static async Task<IResult> MakeKeyAsync(HttpContext context, IAntiforgery forgery, ConnectReader reader, ModelRegister models,
        KeyRing keys,
        PageWriter pages, ILogger<KeyEndpoints> log)
    {
        IFormCollection form = await FrameEndpoints.FormAsync(context, forgery);
        string name = ModelNames.Model(NameOf(form["model"]));
        if (keys.Keys.Count >= KeyEndpoints.MostKeys)
            throw ProblemException.Limit("keys", keys.Keys.Count + 1, KeyEndpoints.MostKeys,
                $"There are {KeyEndpoints.MostKeys} keys, the most there may be; withdraw one that is no longer used.");
        ModelDefinition model = models.Put(name, new ModelRegistration()).Model;
        (string secret, ApiKey key) = keys.Add($"{name} (connect)", KeyScope.Ingest, model.Number);
        Security.Log.KeyMade(log, key.Number, key.Name, Words.Of(key.Scope), Access.Of(context).Name);
        return await AnswerAsync(context, reader.Read(context, name, ViaOf(form["via"])) with { Key = secret }, pages);
    }

    static async Task<IResult> RegisterAsync(HttpContext context, IAntiforgery forgery, ModelRegister models)
    {
        IFormCollection form = await FrameEndpoints.FormAsync(context, forgery);
        string name = ModelNames.Model(NameOf(form["model"]));
        // A key of one model registers no other.
        if (Access.Of(context).Model is not null) Access.Of(context).Demand(models.Find(name).Number);
        models.Put(name, new ModelRegistration());
        return FrameEndpoints.Back(ConnectView.AddressOf(name, ConnectVia.Print));
    }

    static Task<IResult> AnswerAsync(HttpContext context, ConnectView view, PageWriter pages) =>
        pages.PageAsync<ConnectPage>(context, Section.Connect, pages.ViewerOf(context).Text("nav.connect"), view);

    static string NameOf(string? given) => given?.Trim() ?? "";

    static ConnectVia ViaOf(string? word) => FleetQuery.Parse<ConnectVia>(word);
}

/// <summary>Reads what the page shows.</summary>
sealed class ConnectReader(ICatalog catalog, LiveCells cells, IEventStore events, ILineStore lines, ServerOptions options)
{
    public ConnectView Read(HttpContext context, string name, ConnectVia via)
    {
        if (name.Length > 0) ModelNames.Model(name);
        Access access = Access.Of(context);
        ModelDefinition? model = name.Length == 0 ? null : catalog.FindModel(name);
        if (model is not null) access.Demand(model.Number);
        return new ConnectView
        {
            Model = name,
            Via = via,
            Number = model?.Number,
            Models = [.. catalog.Models().Where(m => access.Opens(m.Number)).Select(m => m.Name).Order(StringComparer.Ordinal)],
            LastEvent = model is null ? null : cells.LastEvent(model.Number)
                ?? events.Count(model.Number, context.RequestAborted).LastEvent,
            Lines = model is null ? 0 : lines.Book(model.Number).All,
            NeedsKey = options.NeedsKeys,
            MayMakeKeys = access.Has(Permission.Administer),
            MayConfigure = access.Has(Permission.Configure),
            Baselines = model is null ? [] : [.. catalog.Baselines(model.Number).OrderBy(b => b.Name, StringComparer.Ordinal)
                .Select(b => (b.Name, b.Profile.Rows))],
            MostUploadBytes = options.MostUploadBytes,
        };
    }
}
