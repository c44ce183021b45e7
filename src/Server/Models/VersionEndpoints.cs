using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Security;

namespace Plumbline.Server.Models;

/// <summary>Versions of a model: announced, and which of them is champion.</summary>
static class VersionEndpoints
{
    const string NameAllowed = "1 to 200 bytes without control characters";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Versions, List)
            .Needs(Permission.Read).WithName("ListVersions").WithTags("versions")
            .WithSummary("Lists the versions of a model, by first sight.")
            .Produces<VersionList>().ProducesProblems(400, 401, 403, 404);
        app.MapPut(RoutePatterns.Version, Put)
            .Needs(Permission.Configure).Accepts<VersionAnnouncement>("application/json").WithName("PutVersion").WithTags("versions")
            .WithSummary("Announces a version before its first event, or says what it is for.")
            .WithDescription(
                "One version of an environment is champion at a time: making another one champion takes the role from the one before.")
            .Produces<VersionView>().ProducesProblems(400, 401, 403, 404, 413, 415, 422);
    }

    static IResult List(string model, ModelRegister register) =>
        Results.Json(new VersionList(model, [.. register.Find(model).Versions.Select(ModelViews.Of)]), ProtocolJson.Default.VersionList);

    static async Task<IResult> Put(string model, string version, HttpRequest request, ModelRegister register,
        CancellationToken cancellationToken)
    {
        Check(version);
        var given = await RequestBody.ReadAsync(request, ProtocolJson.Default.VersionAnnouncement, cancellationToken);
        var put = register.Announce(model, version, RoleOf(given.Role), EnvironmentOf(given.Environment));
        return Results.Json(ModelViews.Of(put.Versions.First(v => v.Name == version)), ProtocolJson.Default.VersionView);
    }

    /// <summary>Refuses what cannot be the name of a version.</summary>
    /// <exception cref="ProblemException">422: not a name of a version.</exception>
    public static void Check(string version)
    {
        if (!ModelNames.IsText(version))
            throw ProblemException.Invalid("version", version, NameAllowed,
                $"'{ProblemException.Shorten(version)}' cannot be the name of a version.");
    }

    static VersionRole? RoleOf(string? role) => role is null ? null : Words.Parse<VersionRole>(role)
        ?? throw ProblemException.Invalid("role", role, Words.All<VersionRole>(),
            $"'{ProblemException.Shorten(role)}' is no role of a version; allowed: {Words.All<VersionRole>()}.");

    static string? EnvironmentOf(string? environment) => environment is null or "" || ModelNames.IsText(environment) ? environment
        : throw ProblemException.Invalid("environment", environment, NameAllowed,
            $"'{ProblemException.Shorten(environment)}' cannot be the name of an environment.");
}
