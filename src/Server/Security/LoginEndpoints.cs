using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Security;

/// <summary>How a browser gets a session: by the one-time link of the terminal, or by a key.</summary>
public sealed class LoginEndpoints(KeyRing keys, LoginCodes codes, SessionCookie sessions, FailedLogins failures,
    ILogger<LoginEndpoints> log)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.LoginLink, (string? code, HttpContext context, LoginEndpoints login) => login.ByCode(code, context))
            .NeedsNothing().WithName("LoginByLink").WithTags("login")
            .WithSummary("Begins a session with the code of a one-time link, then leads to the first page.")
            .Produces(StatusCodes.Status303SeeOther).ProducesProblems(401, 429);
        app.MapPost(RoutePatterns.Login, (HttpContext context, LoginEndpoints login) => login.ByKey(context))
            .NeedsNothing().WithName("LoginByKey").WithTags("login")
            .WithSummary("Begins a session with the key of the Authorization header and sets its cookie.")
            .Produces<LoginAnswer>().ProducesProblems(401, 429);
        app.MapPost(RoutePatterns.Logout, (HttpContext context, LoginEndpoints login) => login.End(context))
            .NeedsNothing().WithName("Logout").WithTags("login")
            .WithSummary("Ends the session.")
            .Produces(StatusCodes.Status204NoContent);
    }

    IResult ByCode(string? code, HttpContext context)
    {
        failures.ThrowIfTooMany(context.Connection.RemoteIpAddress);
        if (string.IsNullOrEmpty(code) || codes.Redeem(code) is not { } number || keys.Find(number) is not { } key)
            throw Failed(context, "The link has been used, is older than 15 minutes, or was not copied whole. Start the server with "
                + "--new-admin-key for another.");
        Begin(context, key);
        context.Response.Headers.Location = "/";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    IResult ByKey(HttpContext context)
    {
        failures.ThrowIfTooMany(context.Connection.RemoteIpAddress);
        string header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || keys.Find(header[7..].Trim()) is not { } key)
            throw Failed(context, "The key is not known: it was withdrawn, or not copied whole.");
        DateTimeOffset end = Begin(context, key);
        return Results.Json(new LoginAnswer(Words.Of(key.Scope), end), ProtocolJson.Default.LoginAnswer);
    }

    /// <summary>Begins a session with a key, as a form of the dashboard sends it.</summary>
    /// <returns>False when the key is not known.</returns>
    public bool TryBegin(HttpContext context, string secret)
    {
        failures.ThrowIfTooMany(context.Connection.RemoteIpAddress);
        if (keys.Find(secret.Trim()) is { } key)
        {
            Begin(context, key);
            return true;
        }
        failures.Add(context.Connection.RemoteIpAddress);
        Log.FailedLogin(log, context.Connection.RemoteIpAddress);
        return false;
    }

    IResult End(HttpContext context)
    {
        sessions.End(context);
        return Results.NoContent();
    }

    DateTimeOffset Begin(HttpContext context, ApiKey key)
    {
        Log.SessionBegan(log, key.Number, key.Name, context.Connection.RemoteIpAddress);
        return sessions.Start(context, key);
    }

    ProblemException Failed(HttpContext context, string detail)
    {
        failures.Add(context.Connection.RemoteIpAddress);
        Log.FailedLogin(log, context.Connection.RemoteIpAddress);
        return ProblemException.Of(StatusCodes.Status401Unauthorized, "login", detail);
    }
}
