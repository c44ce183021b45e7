using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Security;

/// <summary>Finds out who is calling and whether they may call this address. Runs after routing, before everything else of an
/// endpoint.</summary>
sealed class AccessGate(RequestDelegate next, KeyRing keys, SessionCookie sessions, Locality locality, FailedLogins failures,
    IModelCatalog models, ILogger<AccessGate> log)
{
    const string Scheme = "Bearer ";

    static readonly AccessMetadata s_closed = new(Permission.Administer);

    public Task InvokeAsync(HttpContext context)
    {
        // Routing answers 405 and 415 by endpoints of its own, which are no routes and show nothing.
        if (context.GetEndpoint() is not RouteEndpoint endpoint) return next(context);
        AccessMetadata metadata = endpoint.Metadata.GetMetadata<AccessMetadata>() ?? s_closed;
        if (metadata.Needs == Permission.None) return next(context);
        Access access = Find(context);
        if (!access.Has(metadata.Needs)) throw NotAllowed(access, metadata.Needs);
        if (access.Model is { } only && !metadata.AcrossModels) DemandModel(context, access, only);
        context.Features.Set(access);
        return next(context);
    }

    Access Find(HttpContext context)
    {
        string header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0) return Access.Of(OfHeader(context, header));
        if (sessions.Find(context) is { } key) return Access.Of(key);
        if (locality.OpensWithoutKey(context)) return Access.Local;
        throw ProblemException.Of(StatusCodes.Status401Unauthorized, "key_needed",
            "This needs a key: send it as 'Authorization: Bearer plk_...'. An admin makes keys with POST /api/v1/keys.");
    }

    // A right key passes however many wrong ones came from the same address: 256 bits are not guessed, and neighbours must not be locked
    // out.
    ApiKey OfHeader(HttpContext context, string header)
    {
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && keys.Find(header[Scheme.Length..].Trim()) is { } key)
            return key;
        failures.ThrowIfTooMany(context.Connection.RemoteIpAddress);
        failures.Add(context.Connection.RemoteIpAddress);
        Log.WrongKey(log, context.Connection.RemoteIpAddress);
        throw ProblemException.Of(StatusCodes.Status401Unauthorized, "wrong_key",
            header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? "The key is not known: it was withdrawn, or not copied whole."
            : "The Authorization header must be 'Bearer plk_...'.");
    }

    void DemandModel(HttpContext context, Access access, int only)
    {
        if (context.GetRouteValue("model") is not string name)
            throw ProblemException.Of(StatusCodes.Status403Forbidden, "other_model",
                $"The key '{access.Name}' opens one model only; this address is about all of them.");
        if (models.FindModel(only)?.Name != name)
            throw ProblemException.Of(StatusCodes.Status403Forbidden, "other_model", $"The key '{access.Name}' opens another model only.");
    }

    static ProblemException NotAllowed(Access access, Permission needed) => access.Key == 0
        ? ProblemException.Of(StatusCodes.Status401Unauthorized, "key_needed",
            "This needs an admin key or an admin's session, also on this machine: send 'Authorization: Bearer plk_...'.")
        : ProblemException.Of(StatusCodes.Status403Forbidden, "scope",
            $"The key '{access.Name}' may not do this; it takes a key of scope {Scope(needed)}.");

    static string Scope(Permission needed) => needed switch
    {
        Permission.Ingest => "ingest or admin",
        Permission.Read => "read or admin",
        _ => "admin",
    };
}
