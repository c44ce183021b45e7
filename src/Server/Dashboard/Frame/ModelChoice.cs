using Microsoft.AspNetCore.Http;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Dashboard;

/// <summary>The model a page across models is about.</summary>
static class ModelChoice
{
    /// <summary>Names of the models the viewer may read, in the order of a list to choose from.</summary>
    public static string[] Names(ICatalog catalog, Access access) =>
        [.. catalog.Models().Where(m => access.Opens(m.Number)).Select(m => m.Name).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The model the address names, or else the only one there is; null when neither.</summary>
    public static ModelDefinition? Of(HttpContext context, ModelRegister models, string[] names)
    {
        string? name = context.Request.Query["model"] is [{ Length: > 0 } asked, ..] ? asked : names is [var only] ? only : null;
        if (name is null) return null;
        var model = models.Find(name);
        Access.Of(context).Demand(model.Number);
        return model;
    }
}
