using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Operations;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Reads;

/// <summary>Lines over time.</summary>
static class SeriesEndpoints
{
    const int LeastStep = 900, LongestStep = 31 * 86_400;

    const string Description = """
        `measure` is rows, or missing_share, mean, std, min, max, p05, p50, p95 or p99 of a `column`; or what a monitor finds, such as
        effect, of a `column` (or of another subject of its parts). `monitor` says which one when several find it. `metric` is the name
        of a metric that was sent; `measure` is then count, min, max, mean (the default) or sum. `version`, `segment` (NAME=VALUE) or
        `environment` choose rows. `step` is in seconds; when it gives more than 1 000 points it is made longer, and the answer says so:
        `points` are here, `of` would there be. `from` and `to` are widened to quarters of an hour; left out: the last 24 hours. Draw no
        line to a point with `is_border`: from there the bins, or what is compared with, are others. A point is `is_sealed` where its
        rows are no longer stored.
        """;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(RoutePatterns.Series, Get).Needs(Permission.Read).WithName("GetSeries")
        .WithTags("reads")
        .WithSummary("A measure or a metric over time, at most 1 000 points, each with its interval and the number of values behind it.")
        .WithDescription(Description)
        .Produces<SeriesView>().ProducesProblems(400, 401, 403, 404, 422);

    static IResult Get(string model, string? measure, string? metric, string? column, string? monitor, string? version, string? segment,
        string? environment, string? step, string? from, string? to, ModelRegister models, SeriesReader series, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var (start, end) = CellParameters.Range(from, to, clock.GetUtcNow());
        var request = new SeriesRequest
        {
            Model = found,
            Measure = MeasureOf(measure, metric),
            Column = column,
            Monitor = monitor,
            Version = version,
            Segment = CellParameters.Segment(found, segment, environment),
            From = start,
            To = end,
            Step = TimeSpan.FromSeconds(ReadQuery.Whole("step", step, LeastStep, LongestStep) ?? LeastStep),
        };
        return Results.Json(series.Read(request, cancellationToken), ProtocolJson.Default.SeriesView);
    }

    static string MeasureOf(string? measure, string? metric)
    {
        if (metric is not null)
        {
            string path = $"metric.{metric}.{measure ?? "mean"}";
            return CustomMetric.TryParse(path, out _) ? path
                : throw ProblemException.InvalidQuery("measure", measure, string.Join(", ", CustomMetric.Statistics),
                    $"A metric has {string.Join(", ", CustomMetric.Statistics)}; '{ProblemException.Shorten(measure)}' is none of them.");
        }
        if (measure is { Length: > 0 } && ModelNames.IsText(measure)) return measure;
        throw ProblemException.InvalidQuery("measure", measure, $"{string.Join(", ", CellMeasures.Names)}, or a measure of a monitor",
            "Say with 'measure' or 'metric' what is wanted.");
    }
}
