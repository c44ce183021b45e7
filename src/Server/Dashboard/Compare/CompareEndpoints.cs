using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Views;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>Two windows, versions or segments of a model on one page, and as the file that `plumbline report` writes.</summary>
static class CompareEndpoints
{
    public static void Add(IServiceCollection services) => services.AddSingleton<SideRows>().AddSingleton<Comparisons>()
        .AddSingleton<VersionReader>().AddSingleton<CompareReader>().AddSingleton<CompareTurns>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(CompareQuery.Path, ShowAsync).IsPage("ComparePage", isAcrossModels: true);
        app.MapGet(CompareQuery.ReportPath, SendAsync).IsPage("CompareReport", isAcrossModels: true);
    }

    static async Task<IResult> ShowAsync(HttpContext context, ICatalog catalog, ModelRegister models, CompareReader reader,
        CompareTurns turns,
        IEventStore events, LogTimes times, PageWriter pages, CancellationToken cancellationToken)
    {
        var access = Access.Of(context);
        var viewer = pages.ViewerOf(context);
        string[] names = ModelChoice.Names(catalog, access);
        var model = ModelChoice.Of(context, models, names);
        var reading = new CompareReading(context.Request.Query, model, viewer);
        var query = reading.Read();
        // What a form sent becomes an address of its own, to be shared.
        if (context.Request.Query["asked"] == "form" && reading.Problems.Count == 0) return FrameEndpoints.Back(query.Address);
        var view = new CompareView { Query = query, Models = names, Problems = reading.Problems };
        if (model is not null)
        {
            view = reader.Begin(model, view, viewer);
            if (!reading.HasSides && view.Presets is [var usual, ..])
                view = view with { Query = usual.Query with { Run = query.Run, Versions = query.Versions } };
            using var turn = turns.Begin();
            view = reader.Complete(view, viewer, cancellationToken);
        }
        return await pages.PageAsync<ComparePage>(context, Section.Compare,
            model is null ? viewer.Text("nav.compare") : $"{viewer.Text("nav.compare")} · {model.Name}", view, times.Of(events.AppliedSeq));
    }

    /// <summary>The comparison as a file that stands for itself.</summary>
    static async Task<IResult> SendAsync(string? format, HttpContext context, ModelRegister models, CompareReader reader,
        Comparisons comparisons,
        CompareTurns turns, PageWriter pages, TimeProvider time, CancellationToken cancellationToken)
    {
        if (format is not ("html" or "json")) throw ProblemException.InvalidQuery("format", format, "html or json",
            $"'{ProblemException.Shorten(format)}' is neither html nor json.");
        var model = ModelChoice.Of(context, models, []) ?? throw ProblemException.NotFound("model", "",
            "Say with 'model' whose sides are compared.");
        var viewer = pages.ViewerOf(context);
        var reading = new CompareReading(context.Request.Query, model, viewer);
        var query = reading.Read();
        string page = CompareQuery.Path + context.Request.QueryString.ToUriComponent();
        // The page says what is wrong.
        if (reading.Problems.Count > 0) return FrameEndpoints.Back(page);
        var watch = Stopwatch.StartNew();
        using var turn = turns.Begin();
        var report = reader.Bounded(t => comparisons.Of(model, query, viewer, run: true, t) is { Report: not null } compared
            ? comparisons.Whole(model, query, compared, viewer, t) : null!, cancellationToken);
        if (report is null) return FrameEndpoints.Back(page);
        var file = new MemoryStream();
        if (format == "json") ReportJson.Write(report, file);
        else await WriteAsync(report, new ReportProvenance($"{context.Request.Scheme}://{context.Request.Host.Value}{query.Address}",
            viewer.Local(time.GetUtcNow()), Version, watch.Elapsed, viewer.Language), file, cancellationToken);
        return Results.File(file.ToArray(), format == "json" ? "application/json" : "text/html; charset=utf-8",
            $"{model.Name}-comparison.{format}");
    }

    static async Task WriteAsync(Report report, ReportProvenance provenance, Stream file, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(file, leaveOpen: true);
        await ReportPage.RenderAsync(report, provenance, writer, cancellationToken);
    }

    static string Version { get; } = typeof(CompareEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
        .InformationalVersion.Split('+')[0] ?? "";
}
