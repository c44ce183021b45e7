using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Security;

namespace Plumbline.Server.Reads;

/// <summary>Profiles and series of a model, for charts. Every answer says up to which row and moment it is.</summary>
static class ReadEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/models/{model}/profiles", Profile).Needs(Permission.Read).WithName("GetProfile").WithTags("reads")
            .WithSummary("The profile of a stretch of time, of a version or of a segment value.")
            .WithDescription("`from` and `to` are cut to quarters of an hour; left out: the last 24 hours. `segment` is NAME=VALUE; `columns` are names with commas between.")
            .Produces<ProfileView>().ProducesProblems(400, 401, 403, 404, 409);
        app.MapGet("/api/v1/models/{model}/series", Series).Needs(Permission.Read).WithName("GetSeries").WithTags("reads")
            .WithSummary("A measure over time, at most 1 000 points.")
            .WithDescription("`measure` is rows, missing_share, mean, std, min, max, p05, p50, p95 or p99 of a `column`, or a measure of the monitors such as effect. `step` is in seconds; when it gives too many points it is made longer, and the answer says so. Where the bins changed a point says is_border.")
            .Produces<SeriesView>().ProducesProblems(400, 401, 403, 404);
        app.MapPost("/api/v1/rebuild", Rebuild).Needs(Permission.Administer).WithName("Rebuild").WithTags("operations")
            .WithSummary("Counts every profile anew from the stored rows and says whether any was different.")
            .Produces<RebuildAnswer>().ProducesProblems(400, 401, 403, 503);
    }

    static IResult Profile(string model, string? from, string? to, string? version, string? segment, string? columns, ModelRegister models,
        LiveCells cells, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var (start, end) = Quarters(ReadQuery.Range(from, to, clock.GetUtcNow()));
        var query = new CellQuery
        {
            Model = found.Number,
            From = start,
            To = end,
            Version = version,
            Segment = ReadQuery.Pair("segment", segment),
            Columns = ReadQuery.Names(columns),
        };
        var (own, seq) = cells.Read(query, cancellationToken);
        var counted = own.Where(c => c.Profile.Rows > 0).ToList();
        var merged = Merge(counted, model);
        return Results.Json(new ProfileView(start, end, version, segment, merged?.Rows ?? 0, counted.Count == 0 ? null
            : counted[0].BinSet.ToString("x16", CultureInfo.InvariantCulture), merged is null ? null : Json(merged), seq, clock.GetUtcNow()), LiveJson.Default.ProfileView);
    }

    static IResult Series(string model, string? measure, string? column, string? from, string? to, string? step, string? version, string? segment,
        ModelRegister models, SeriesReader series, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var (start, end) = Quarters(ReadQuery.Range(from, to, clock.GetUtcNow()));
        if (measure is not { Length: > 0 } || !ModelNames.IsText(measure))
            throw ProblemException.InvalidQuery("measure", measure, $"{string.Join(", ", SeriesReader.CellMeasures)}, or a measure of the monitors", "Say with 'measure' what is wanted.");
        var length = TimeSpan.FromSeconds(ReadQuery.Whole("step", step, 900, 31 * 86_400) ?? 900);
        if (!SeriesReader.IsOfCells(measure)) return Answer(series.OfEvaluations(found, start, end, measure, column, length));
        if (measure != Engine.Monitors.MonitorMeasures.Rows && column is null)
            throw ProblemException.InvalidQuery("column", null, "the name of a column", $"The measure '{measure}' is of a column: say with 'column' which.");
        var query = new CellQuery { Model = found.Number, From = start, To = end, Version = version, Segment = ReadQuery.Pair("segment", segment) };
        return Answer(series.OfCells(found, query, measure, column, length, cancellationToken));
    }

    static async Task<IResult> Rebuild(string? model, ModelRegister models, Recounts recounts, CancellationToken cancellationToken)
    {
        var result = await recounts.RebuildAsync(model is null ? null : models.Find(model).Number, cancellationToken);
        return Results.Json(new RebuildAnswer(result.Cells, result.Changed, result.Sealed, result.AppliedSeq), LiveJson.Default.RebuildAnswer);
    }

    static DatasetProfile? Merge(List<CellProfile> counted, string model)
    {
        try
        {
            return CellMerging.Merge(counted, model);
        }
        catch (ProfileException problem)
        {
            throw ProblemException.Conflict("from", null, problem.Message);
        }
    }

    static JsonElement Json(DatasetProfile profile) => JsonElement.Parse(ProfileBytes.Of(profile));

    static IResult Answer(SeriesView view) => Results.Json(view, LiveJson.Default.SeriesView);

    static (DateTimeOffset From, DateTimeOffset To) Quarters((DateTimeOffset From, DateTimeOffset To) range)
    {
        var end = CellKey.StartOf(range.To);
        return (CellKey.StartOf(range.From), end == range.To ? end : end + CellKey.Smallest);
    }
}
