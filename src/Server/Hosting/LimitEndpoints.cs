using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Protocol;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Limits;
using Plumbline.Server.Logs;
using Plumbline.Server.Security;

namespace Plumbline.Server.Hosting;

/// <summary>The table of limits, for people and for tools.</summary>
static class LimitEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(RoutePatterns.Limits, Get)
        .NeedsNothing().WithName("GetLimits").WithTags("operations")
        .WithSummary("Lists every limit, what happens beyond it, how much of it is used, and how often it answered.")
        .Produces<LimitTable>();

    static IResult Get(ServerOptions options, LimitCounts counts, LimitUse use) =>
        Results.Json(TableOf(options, counts, use.Read()), ProtocolJson.Default.LimitTable);

    internal static LimitTable TableOf(ServerOptions options, LimitCounts counts, IReadOnlyDictionary<string, double> use) =>
        new([.. IngestLimits.All(options.MostBodyBytes).Concat(UploadLimits.All(options.MostUploadBytes))
            .Concat(StoredLimits.All(options)).Concat(DashboardLimits.All).Concat(LogLimits.All)
                .Select(l => new LimitRow(l.Name, l.Value, l.Unit, l.Beyond)
        {
            Default = l.Default ?? l.Value,
            Used = use.TryGetValue(l.Name, out double used) ? used : null,
            Answered = counts.Of(l.Name),
        })]);
}
