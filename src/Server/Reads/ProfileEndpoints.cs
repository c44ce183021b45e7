using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Security;

namespace Plumbline.Server.Reads;

/// <summary>Profiles of stretches of time.</summary>
static class ProfileEndpoints
{
    const string Description = """
        `from` and `to` are widened to quarters of an hour (to longer cells, where those are all that is left); left out: the last 24
        hours. `version`, `segment` (NAME=VALUE) or `environment` choose rows; `columns` are names with commas between. The ETag changes
        exactly when rows of that time are added or counted anew: with If-None-Match the answer is 304 until then.
        """;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(RoutePatterns.Profiles, Get).Needs(Permission.Read)
        .WithName("GetProfile").WithTags("reads")
        .WithSummary("The profile of a stretch of time, of a version or of a segment value.")
        .WithDescription(Description)
        .Produces<ProfileView>().Produces(StatusCodes.Status304NotModified).ProducesProblems(400, 401, 403, 404, 409);

    static IResult Get(string model, string? from, string? to, string? version, string? segment, string? environment, string? columns,
        HttpContext context, ModelRegister models, LiveCells cells, LogTimes times, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var (start, end) = CellParameters.Range(from, to, clock.GetUtcNow());
        var query = new CellQuery
        {
            Model = found.Number,
            From = start,
            To = end,
            Version = version,
            Segment = CellParameters.Segment(found, segment, environment),
            Columns = ReadQuery.Names(columns),
            Step = TimeSpan.MaxValue,
        };
        var (own, seq) = cells.Read(query, cancellationToken);
        var counted = own.Where(c => c.Profile.Rows > 0).ToList();
        var tag = TagOf(counted);
        context.Response.GetTypedHeaders().ETag = tag;
        // What may be kept must be asked for again: new rows change it at any time.
        context.Response.Headers.CacheControl = "private, no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(m => m.Compare(tag, useStrongComparison: false)))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        var merged = Merge(counted, model);
        var view = new ProfileView(counted.Select(c => c.Key.Start).Append(start).Min(), counted.Select(c => c.Key.End).Append(end).Max(),
            version, segment,
            merged?.Rows ?? 0, counted.Exists(c => c.IsSealed), counted is [var first, ..]
                ? first.BinSet.ToString("x16", CultureInfo.InvariantCulture) : null,
            merged is null ? null : JsonElement.Parse(ProfileBytes.Of(merged)), seq, times.Of(seq));
        return Results.Json(view, ProtocolJson.Default.ProfileView);
    }

    // Weak: 'seq' and 'as_of' of the answer go on while the profile stays.
    static EntityTagHeaderValue TagOf(List<CellProfile> cells)
    {
        long seq = cells.Select(c => c.Seq).DefaultIfEmpty(0).Max(), rows = cells.Sum(c => c.Profile.Rows);
        ulong binSets = cells.Select(c => c.BinSet).Distinct().Aggregate(0UL, Statistics.StableHash.Combine);
        return new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{seq}-{rows}-{binSets:x16}\""), isWeak: true);
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
}
