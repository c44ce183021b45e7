using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Reads;

/// <summary>Events as a file.</summary>
static class ExportEndpoints
{
    const string Parquet = "application/vnd.apache.parquet", Csv = "text/csv";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(RoutePatterns.Export, Get).Needs(Permission.Read)
        .WithName("ExportEvents").WithTags("reads")
        .WithSummary("Stored events as a Parquet or CSV file.")
        .WithDescription($"`format` is parquet (the default) or csv. {EventEndpoints.Choosing}\nThe headers Plumbline-Seq and "
            + "Plumbline-As-Of say up to where it is.")
        .Produces(StatusCodes.Status200OK, contentType: Parquet, additionalContentTypes: Csv).ProducesProblems(400, 401, 403, 404, 429);

    static IResult Get(string model, string? format, [AsParameters] EventParameters chosen, HttpResponse response, ModelRegister models,
        IEventStore events, VerdictRows verdicts, IdSearch ids, LogTimes times, ExportTurns turns, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var (query, _) = EventEndpoints.Choose(found, chosen, verdicts);
        RequireColumns(found, query);
        return Send(response, found, ids.Narrow(found, query), format, "events", events, times, turns, cancellationToken);
    }

    /// <summary>Rows as a file that is made for this answer.</summary>
    public static IResult Send(HttpResponse response, ModelDefinition model, EventQuery query, string? format, string name,
        IEventStore events,
        LogTimes times, ExportTurns turns, CancellationToken cancellationToken)
    {
        string ending = FormatOf(format);
        long seq = events.AppliedSeq;
        string path = Path.Combine(turns.Begin(response), "events." + ending);
        events.Export(model, query, path, cancellationToken);
        response.Headers["Plumbline-Seq"] = seq.ToString(CultureInfo.InvariantCulture);
        if (times.Of(seq) is { } asOf) response.Headers["Plumbline-As-Of"] = asOf.ToString("O", CultureInfo.InvariantCulture);
        return Results.File(path, ending == "csv" ? Csv : Parquet, $"{name}.{ending}");
    }

    static string FormatOf(string? format) => format switch
    {
        null or "parquet" => "parquet",
        "csv" => "csv",
        _ => throw ProblemException.InvalidQuery("format", format, "parquet or csv",
            $"'{ProblemException.Shorten(format)}' is neither parquet nor csv."),
    };

    static void RequireColumns(ModelDefinition model, EventQuery query)
    {
        string[] known = [LiveColumns.Id, LiveColumns.Time, LiveColumns.Tags];
        if (query.Columns.FirstOrDefault(c => model.Schema.Columns.Find(c) is null && !known.Contains(c)) is { } unknown)
            throw ProblemException.InvalidQuery("columns", unknown, "names of columns of the model",
                $"The model '{model.Name}' has no column '{ProblemException.Shorten(unknown)}'.");
    }
}
