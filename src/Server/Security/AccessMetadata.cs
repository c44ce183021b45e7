using Microsoft.AspNetCore.Builder;

namespace Plumbline.Server.Security;

/// <summary>What an endpoint needs. One that says nothing needs <see cref="Permission.Administer"/>.</summary>
/// <param name="Needs">Permissions, all of them.</param>
/// <param name="AcrossModels">True when the endpoint itself shows a key of one model only what is of that model.</param>
sealed record AccessMetadata(Permission Needs, bool AcrossModels = false);

public static class AccessConventions
{
    /// <summary>Says what callers of these endpoints need. A key of one model is let in where the route has that <c>{model}</c>.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoints, Permission permission)
        where TBuilder : IEndpointConventionBuilder => With(endpoints, new AccessMetadata(permission));

    /// <summary>As <see cref="Needs"/>, for endpoints without <c>{model}</c> that ask <see cref="Access.Opens"/> themselves.</summary>
    public static TBuilder NeedsOfEachModel<TBuilder>(this TBuilder endpoints, Permission permission)
        where TBuilder : IEndpointConventionBuilder => With(endpoints, new AccessMetadata(permission, AcrossModels: true));

    /// <summary>Says that anybody may call these endpoints.</summary>
    public static TBuilder NeedsNothing<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => With(endpoints, new AccessMetadata(Permission.None, AcrossModels: true));

    static TBuilder With<TBuilder>(TBuilder endpoints, AccessMetadata metadata)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(e => e.Metadata.Add(metadata));
        return endpoints;
    }
}
