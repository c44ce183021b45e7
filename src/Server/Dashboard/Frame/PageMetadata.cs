using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Plumbline.Server.Security;

namespace Plumbline.Server.Dashboard;

/// <summary>Marks an endpoint that people look at: its problems are answered with pages.</summary>
sealed record PageMetadata;

static class PageConventions
{
    /// <summary>A page: it needs the permission to read and is no part of the API's document. Where the address has no <c>{model}</c> the
    /// page
    /// itself shows a key of one model only what is of that model.</summary>
    public static RouteHandlerBuilder IsPage(this RouteHandlerBuilder endpoint, string name, bool isAcrossModels = false)
    {
        endpoint.WithMetadata(new PageMetadata()).WithName(name).ExcludeFromDescription()
            .AddEndpointFilter<RouteHandlerBuilder, StateBefore>();
        return isAcrossModels ? endpoint.NeedsOfEachModel(Permission.Read) : endpoint.Needs(Permission.Read);
    }

    /// <summary>What a page sends or changes without being one: a form, a stream, an asset.</summary>
    public static RouteHandlerBuilder IsPartOfPages(this RouteHandlerBuilder endpoint, string name) =>
        endpoint.WithMetadata(new PageMetadata()).WithName(name).ExcludeFromDescription();
}
