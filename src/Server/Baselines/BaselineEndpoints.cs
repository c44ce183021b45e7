using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Datasets;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Baselines;

/// <summary>Baselines of a model: uploaded as a file, or made of past events.</summary>
static class BaselineEndpoints
{
    const string Route = "/api/v1/models/{model}/baselines";

    // Our own names on disk, by media type; nothing of the request's.
    static readonly Dictionary<string, string> s_files = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/csv"] = "baseline.csv",
        ["application/vnd.apache.parquet"] = "baseline.parquet",
        ["application/x-ndjson"] = "baseline.jsonl",
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPut(Route + "/{baseline}", Put).Needs(Permission.Configure)
            .Accepts<BaselineOfWindows>("application/json", "text/csv", "application/vnd.apache.parquet", "application/x-ndjson")
            .WithName("PutBaseline").WithTags("baselines").WithSummary("Registers a baseline: a file of rows, or a stretch of past events.")
            .WithDescription("A file comes with the columns' roles in the address: `target`, `prediction`, `score`, `timestamp`, `id` and, with commas between, `segments`, `ignore`, `categorical`, `numeric`. The first baseline of a model brings the bins its events are counted on.")
            .Produces<BaselineView>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 413, 415, 422);
        app.MapGet(Route, List).Needs(Permission.Read).WithName("ListBaselines").WithTags("baselines")
            .WithSummary("Lists the baselines of a model.").Produces<BaselineList>().ProducesProblems(401, 403, 404);
        app.MapGet(Route + "/{baseline}", Get).Needs(Permission.Read).WithName("GetBaseline").WithTags("baselines")
            .WithSummary("Shows one baseline.").Produces<BaselineView>().ProducesProblems(401, 403, 404);
        app.MapGet(Route + "/{baseline}/proposals", Proposals).Needs(Permission.Read).WithName("ProposeMonitors").WithTags("baselines", "monitors")
            .WithSummary("Proposes monitors for a baseline and says how often each would have fired.").Produces<ProposalList>().ProducesProblems(401, 403, 404);
    }

    static IResult List(string model, ModelRegister models, IBaselineCatalog catalog, Recounts recounts)
    {
        var found = models.Find(model);
        var views = catalog.Baselines(found.Number).OrderBy(b => b.Name, StringComparer.Ordinal).Select(b => Of(b, recounts));
        return Results.Json(new BaselineList(model, [.. views]), LiveJson.Default.BaselineList);
    }

    static IResult Get(string model, string baseline, ModelRegister models, BaselineRegister register, Recounts recounts) =>
        Results.Json(Of(register.Find(models.Find(model), baseline), recounts), LiveJson.Default.BaselineView);

    static IResult Proposals(string model, string baseline, ModelRegister models, BaselineRegister register, Recounts recounts, LiveCells cells,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        long seq = cells.AppliedSeq;
        var proposals = register.Proposals(found, register.Find(found, baseline), cancellationToken);
        return Results.Json(new ProposalList(baseline, proposals, recounts.PendingOf(found.Number), seq, clock.GetUtcNow()), LiveJson.Default.ProposalList);
    }

    static async Task<IResult> Put(string model, string baseline, HttpRequest request, ModelRegister models, BaselineRegister register, Recounts recounts,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        if (!ModelNames.IsModel(baseline))
            throw ProblemException.Invalid("baseline", baseline, "1 to 100 letters, digits, dots, dashes and underscores", $"'{ProblemException.Shorten(baseline)}' cannot be the name of a baseline.");
        string type = (request.ContentType ?? "").Split(';')[0].Trim();
        var made = s_files.TryGetValue(type, out string? file) ? await FromFileAsync(found, baseline, file, request, register, cancellationToken)
            : type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                ? register.FromWindows(found, baseline, await RequestBody.ReadAsync(request, LiveJson.Default.BaselineOfWindows, cancellationToken), cancellationToken)
            : throw ProblemException.Of(StatusCodes.Status415UnsupportedMediaType, "media_type",
                $"The Content-Type '{ProblemException.Shorten(type)}' is no baseline; send application/json, {string.Join(", ", s_files.Keys)}.");
        var view = Of(made, recounts) with { Proposals = register.Proposals(found, made, cancellationToken) };
        return Results.Json(view, LiveJson.Default.BaselineView, statusCode: StatusCodes.Status201Created);
    }

    static async Task<Baseline> FromFileAsync(ModelDefinition model, string name, string file, HttpRequest request, BaselineRegister register,
        CancellationToken cancellationToken)
    {
        var flags = FlagsOf(request.Query);
        string folder = Directory.CreateTempSubdirectory("plumbline-baseline-").FullName;
        try
        {
            string path = Path.Combine(folder, file);
            await using (var target = File.Create(path)) await request.Body.CopyToAsync(target, cancellationToken);
            return register.FromFile(model, name, path, "an uploaded file", flags, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon ? new ScoreColumn(text[..colon], text[(colon + 1)..]) : new ScoreColumn(text, null);

    static BaselineView Of(Baseline baseline, Recounts recounts) => new()
    {
        Name = baseline.Name,
        Source = baseline.Source,
        Rows = baseline.Profile.Rows,
        Fingerprint = baseline.Fingerprint.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        BinSet = BinSet.Of(baseline.Profile).Fingerprint.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        HasQuality = baseline.Quality is not null,
        Columns = [.. baseline.Profile.Schema.Columns.Select(c => new ColumnContract(c.Name, Words.Of(c.Type), Words.Of(c.Role), c.ScoreOf))],
        CreatedAt = baseline.CreatedAt,
        RecountsPending = recounts.PendingOf(baseline.Model),
    };
}
