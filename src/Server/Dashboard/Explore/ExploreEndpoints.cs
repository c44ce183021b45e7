using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Explore;

/// <summary>The rows themselves: chosen, one by one, as a file.</summary>
static class ExploreEndpoints
{
    const int MostOfAnId = 20;

    public static void Add(IServiceCollection services) =>
        services.AddSingleton<CommonValues>().AddSingleton<Distributions>().AddSingleton<ExploreReader>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(ExploreQuery.Path, ShowAsync).IsPage("ExplorePage", isAcrossModels: true);
        app.MapGet(ExploreQuery.EventPath, ShowEventAsync).IsPage("WholeEventPage", isAcrossModels: true);
        app.MapGet(ExploreQuery.ExportPath, Export).IsPage("ExportOfPage", isAcrossModels: true);
    }

    static async Task<IResult> ShowAsync(HttpContext context, ICatalog catalog, ModelRegister models, ExploreReader reader,
        IEventStore events,
        LogTimes times, PageWriter pages, CancellationToken cancellationToken)
    {
        var access = Access.Of(context);
        var viewer = pages.ViewerOf(context);
        string[] names = ModelChoice.Names(catalog, access);
        var model = ModelChoice.Of(context, models, names);
        var reading = new ExploreReading(context.Request.Query, model, viewer);
        var query = reading.Read();
        // What a form sent becomes an address of its own, to be shared.
        if (context.Request.Query["asked"] == "form" && reading.Problems.Count == 0) return FrameEndpoints.Back(query.Address);
        var view = new ExploreView { Query = query, Models = names, Problems = reading.Problems };
        if (model is not null) view = reader.Read(model, query, view, cancellationToken);
        return await pages.PageAsync<ExplorePage>(context, Section.Explore,
            model is null ? viewer.Text("nav.explore") : $"{viewer.Text("nav.explore")} · {model.Name}", view, times.Of(events.AppliedSeq));
    }

    static async Task<IResult> ShowEventAsync(string? id, string? seq, string? evaluation, string? find, HttpContext context,
        ICatalog catalog,
        ModelRegister models, IEventStore events, IdSearch ids, LogTimes times, PageWriter pages, CancellationToken cancellationToken)
    {
        var model = ModelChoice.Of(context, models, [])
            ?? throw ProblemException.NotFound("model", "", "Say with 'model' whose event it is.");
        var rows = events.Page(model, ids.Narrow(model, new EventQuery { Id = id ?? "" }), null, MostOfAnId, cancellationToken).Rows;
        long? number = ReadQuery.Whole("seq", seq, 1, long.MaxValue);
        var row = rows.FirstOrDefault(r => number is null || r.Seq == number) ?? throw ProblemException.NotFound("id", id ?? "",
            $"The model '{model.Name}' has no event '{ProblemException.Shorten(id)}'.");
        var baseline = catalog.Baselines(model.Number).MaxBy(b => b.CreatedAt);
        var view = new WholeEventView
        {
            Model = model,
            Row = row,
            Others = [.. rows.Where(r => r.Seq != row.Seq)],
            Baseline = baseline?.Profile,
            BaselineName = baseline?.Name,
            Evaluation = ReadQuery.Whole("evaluation", evaluation, 1, long.MaxValue),
            Find = find is { Length: > 0 and <= 200 } ? find : "",
        };
        return await pages.PageAsync<WholeEventPage>(context, Section.Explore, $"{row.Id} · {model.Name}", view,
            times.Of(events.AppliedSeq));
    }

    /// <summary>Exactly the rows of the page, every column of them.</summary>
    static IResult Export(string? format, HttpContext context, ModelRegister models, ExploreReader reader, IEventStore events,
        LiveCells cells,
        LogTimes times, ExportTurns turns, PageWriter pages, CancellationToken cancellationToken)
    {
        var viewer = pages.ViewerOf(context);
        var model = ModelChoice.Of(context, models, []) ?? throw ProblemException.NotFound("model", "",
            "Say with 'model' whose events they are.");
        var reading = new ExploreReading(context.Request.Query, model, viewer);
        var query = reading.Read();
        // The page says what is wrong.
        if (reading.Problems.Count > 0) return FrameEndpoints.Back(ExploreQuery.Path + context.Request.QueryString.ToUriComponent());
        var asked = reader.Choose(model, query, cells.LastEvent(model.Number), out _, out _)
            ?? throw ProblemException.NotFound("evaluation", $"{query.Evaluation}", $"The model '{model.Name}' has no such evaluation.");
        return ExportEndpoints.Send(context.Response, model, asked, format, $"{model.Name}-events", events, times, turns,
            cancellationToken);
    }
}
