using Microsoft.AspNetCore.Http;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Security;

/// <summary>What the caller of a request may do. Found once per request by <see cref="AccessGate"/>.</summary>
/// <param name="Key">Number of the key or of the session's key; 0 for a local caller without one.</param>
/// <param name="Name">Name of the key, for "acknowledged by" and the log.</param>
/// <param name="Model">The only model it opens, by number; null: every model.</param>
public sealed record Access(long Key, string Name, Permission Permissions, int? Model)
{
    /// <summary>Somebody on this machine without a key.</summary>
    public static Access Local { get; } = new(0, "local", Permission.Ingest | Permission.Read | Permission.Configure, null);

    public static Access Of(ApiKey key) => new(key.Number, key.Name, key.Scope switch
    {
        KeyScope.Ingest => Permission.Ingest,
        KeyScope.Read => Permission.Read,
        KeyScope.Admin => Permission.Ingest | Permission.Read | Permission.Configure | Permission.Administer,
    }, key.Model);

    /// <summary>The access of a request.</summary>
    public static Access Of(HttpContext context) => context.Features.Get<Access>()
        ?? throw new InvalidOperationException("The request has not passed the access gate.");

    public bool Has(Permission needed) => (Permissions & needed) == needed;

    public bool Opens(int model) => Model is not { } only || only == model;

    /// <summary>Refuses a key of another model.</summary>
    /// <exception cref="ProblemException">403: the key opens another model only.</exception>
    public void Demand(int model)
    {
        if (!Opens(model))
            throw ProblemException.Of(StatusCodes.Status403Forbidden, "other_model", $"The key '{Name}' opens another model only.");
    }
}
