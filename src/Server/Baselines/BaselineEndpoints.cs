using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Datasets;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Models;
using Plumbline.Server.Monitors;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Baselines;

/// <summary>Baselines of a model: uploaded as a file, or made of past events.</summary>
static class BaselineEndpoints
{
    // What FlagsOf reads.
    static readonly string[] s_flags =
        ["target", "prediction", "score", "timestamp", "id", "segments", "protected", "ignore", "categorical", "numeric"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPut(RoutePatterns.Baseline, PutAsync).Needs(Permission.Configure).ReadsQuery(s_flags)
            .Accepts<BaselineOfWindows>("application/json", FileFormats.Csv, FileFormats.Tsv, FileFormats.Parquet, "application/x-ndjson",
            "application/gzip")
            .WithName("PutBaseline").WithTags("baselines").WithSummary("Registers a baseline: a file of rows, or stretches of past events.")
            .WithDescription("A file is CSV, TSV, Parquet, a JSON array or NDJSON, plain or gzip. Its columns are read as the model has "
            + "them; `target`, `prediction`, `score`, `timestamp`, `id` and, with commas between, `segments`, `protected`, `ignore`, "
            + "`categorical`, `numeric` in the address say otherwise. The values of segments, at most 100 of each, are kept by themselves "
            + "too: monitors with a segment compare each value of a window with the same value here. The first baseline of a model brings "
            + "the bins its events are counted on. With `Accept: application/x-ndjson` the answer says once a second how far it is, and "
            + "its last line is the baseline.")
            .Produces<BaselineView>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 413, 415, 422, 429, 503);
        app.MapGet(RoutePatterns.Baselines, List).Needs(Permission.Read).WithName("ListBaselines").WithTags("baselines")
            .WithSummary("Lists the baselines of a model.").Produces<BaselineList>().ProducesProblems(401, 403, 404);
        app.MapGet(RoutePatterns.Baseline, Get).Needs(Permission.Read).WithName("GetBaseline").WithTags("baselines")
            .WithSummary("Shows one baseline with its profile and the segment values it knows.").Produces<BaselineView>()
            .ProducesProblems(401, 403, 404);
        app.MapDelete(RoutePatterns.Baseline, Delete).Needs(Permission.Configure).WithName("DeleteBaseline").WithTags("baselines")
            .WithSummary("Deletes a baseline that no monitor compares with.")
            .WithDescription("Evaluations that used it keep what they said; the bins it brought stay in use.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(401, 403, 404, 409);
        app.MapGet(RoutePatterns.Proposals, Proposals).Needs(Permission.Read).WithName("ProposeMonitors").WithTags("baselines", "monitors")
            .WithSummary("Proposes monitors for a baseline and says how often each would have fired.").Produces<ProposalList>()
            .ProducesProblems(401, 403, 404);
    }

    static IResult List(string model, ModelRegister models, IBaselineCatalog catalog, Recounts recounts)
    {
        var found = models.Find(model);
        var views = catalog.Baselines(found.Number).OrderBy(b => b.Name, StringComparer.Ordinal).Select(b => BaselineViews.Of(b, recounts));
        return Results.Json(new BaselineList(model, [.. views]), ProtocolJson.Default.BaselineList);
    }

    static IResult Get(string model, string baseline, ModelRegister models, BaselineRegister register, IBaselineCatalog catalog,
        Recounts recounts)
    {
        var found = register.Find(models.Find(model), baseline);
        var view = BaselineViews.Of(found, recounts) with
        {
            Profile = JsonElement.Parse(ProfileBytes.Of(found.Profile)),
            Segments = [.. catalog.BaselineSegments(found, null)
                .Select(s => new BaselineSegmentView(s.Segment, s.Value, s.Profile.Rows, s.Quality is not null))],
        };
        return Results.Json(view, ProtocolJson.Default.BaselineView);
    }

    static IResult Delete(string model, string baseline, ModelRegister models, BaselineRegister register)
    {
        register.Delete(models.Find(model), baseline);
        return Results.NoContent();
    }

    static IResult Proposals(string model, string baseline, ModelRegister models, BaselineRegister register, Recounts recounts,
        LiveCells cells, HttpRequest request, LogTimes times, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        long seq = cells.AppliedSeq;
        var language = ReaderLanguage.Of(request, null);
        var proposals = register.Proposals(found, register.Find(found, baseline), language, cancellationToken);
        string promise = MessageCatalog.Engine.Format(FalseAlarms.Promise, language);
        var list = new ProposalList(baseline, proposals, recounts.PendingOf(found.Number), promise, seq, times.Of(seq));
        return Results.Json(list, ProtocolJson.Default.ProposalList);
    }

    static async Task<IResult> PutAsync(string model, string baseline, HttpContext context, ModelRegister models, BaselineRegister register,
        BaselineFiles files, Recounts recounts, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        if (!ModelNames.IsModel(baseline))
            throw ProblemException.Invalid("baseline", baseline, "1 to 100 letters (a to z, A to Z), digits, dots, dashes and underscores",
                $"'{ProblemException.Shorten(baseline)}' cannot be the name of a baseline.");
        var note = new BaselineNote();
        var work = ViewAsync();
        bool hasBegun = ProgressLines.AreWanted(context.Request) && await ProgressLines.WriteAsync(context, work,
            () => JsonSerializer.SerializeToUtf8Bytes(new BaselineProgress(note.Bytes, note.Rows), ProtocolJson.Default.BaselineProgress),
            clock);
        return hasBegun ? new LastLine(work) : Results.Json(await work, ProtocolJson.Default.BaselineView,
            statusCode: StatusCodes.Status201Created);

        async Task<BaselineView> ViewAsync()
        {
            var made = await MakeAsync(found, baseline, context.Request, register, files, note, cancellationToken);
            return BaselineViews.Of(made.Baseline, recounts) with
            {
                Warnings = made.Warnings,
                Proposals = register.Proposals(found, made.Baseline, ReaderLanguage.Of(context.Request, null), cancellationToken),
            };
        }
    }

    static async Task<MadeBaseline> MakeAsync(ModelDefinition model, string name, HttpRequest request, BaselineRegister register,
        BaselineFiles files, BaselineNote note, CancellationToken cancellationToken)
    {
        string type = (request.ContentType ?? "").Split(';')[0].Trim();
        if (await BaselineFiles.IsOneAsync(request, type, cancellationToken))
            return await files.MakeAsync(model, name, request, FlagsOf(request.Query), note, cancellationToken);
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            var windows = await RequestBody.ReadAsync(request, ProtocolJson.Default.BaselineOfWindows, cancellationToken);
            return register.FromWindows(model, name, windows, cancellationToken);
        }
        throw ProblemException.Of(StatusCodes.Status415UnsupportedMediaType, "media_type",
            $"The Content-Type '{ProblemException.Shorten(type)}' is no baseline; send application/json, {BaselineFiles.Types}.");
    }

    static DatasetOptions FlagsOf(IQueryCollection query) => new()
    {
        Target = query["target"],
        Prediction = query["prediction"],
        Scores = query["score"].Count == 0 ? [] : [.. ReadQuery.Names(query["score"]).Select(ScoreOf)],
        Timestamp = query["timestamp"],
        Id = query["id"],
        Segments = ReadQuery.Names(query["segments"]),
        Protected = ReadQuery.Names(query["protected"]),
        Ignore = ReadQuery.Names(query["ignore"]),
        Categorical = ReadQuery.Names(query["categorical"]),
        Numeric = ReadQuery.Names(query["numeric"]),
    };

    static ScoreColumn ScoreOf(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon ? new ScoreColumn(text[..colon], text[(colon + 1)..])
            : new ScoreColumn(text, null);

    /// <summary>The baseline, or why there is none, as the last line of a body that has begun.</summary>
    sealed class LastLine(Task<BaselineView> work) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            byte[] line;
            try
            {
                line = JsonSerializer.SerializeToUtf8Bytes(await work, ProtocolJson.Default.BaselineView);
            }
            catch (ProblemException wrong)
            {
                line = JsonSerializer.SerializeToUtf8Bytes(wrong.Problem, ProtocolJson.Default.Problem);
            }
            await ProgressLines.WriteLineAsync(httpContext, line);
        }
    }
}
