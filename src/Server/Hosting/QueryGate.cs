using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Plumbline.Datasets.Files;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Hosting;

/// <summary>Refuses parameters of an address that its endpoint does not read. A mistyped filter would read everything, and a mistyped end
/// of a deletion would delete more than was meant.</summary>
sealed class QueryGate(RequestDelegate next)
{
    const string Contract = "/api/";

    readonly ConditionalWeakTable<Endpoint, QueryNames> _names = [];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Query is { Count: > 0 } query && context.GetEndpoint() is RouteEndpoint endpoint
            && endpoint.RoutePattern.RawText?.StartsWith(Contract, StringComparison.Ordinal) == true
            && endpoint.Metadata.GetMetadata<QueryMetadata>() is not { ChecksItself: true })
            Check(query, _names.GetValue(endpoint, QueryNames.Of));
        return next(context);
    }

    /// <summary>The parameters an endpoint binds, by name.</summary>
    internal static IReadOnlyList<string> Bound(Endpoint endpoint) => [.. QueryNames.Of(endpoint).All.Except(Own(endpoint))];

    static IReadOnlyList<string> Own(Endpoint endpoint) => endpoint.Metadata.GetMetadata<QueryMetadata>()?.Names ?? [];

    static void Check(IQueryCollection query, QueryNames known)
    {
        foreach ((string name, StringValues values) in query)
        {
            if (!known.All.Contains(name, StringComparer.OrdinalIgnoreCase)) throw Unknown(name, values, known);
            if (values.Count > 1 && !known.Many.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw ProblemException.InvalidQuery(name, values, "one value",
                    $"'{ProblemException.Shorten(name)}' is given {values.Count} times; it takes one value.");
        }
    }

    static ProblemException Unknown(string name, StringValues values, QueryNames known) => ProblemException.InvalidQuery(
        ProblemException.Shorten(name)!, values, known.All.Length == 0 ? "none" : string.Join(", ", known.All),
        $"There is no parameter '{ProblemException.Shorten(name)}' at this address.{NearestName.Hint(name, known.All)}");

    /// <summary>Parameters of an endpoint.</summary>
    /// <param name="All">By name.</param>
    /// <param name="Many">Those that may be given several times.</param>
    sealed record QueryNames(string[] All, string[] Many)
    {
        public static QueryNames Of(Endpoint endpoint)
        {
            var inPath = ((RouteEndpoint)endpoint).RoutePattern.Parameters.Select(p => p.Name);
            var bound = endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
                .Where(p => p.HasTryParse || p.ParameterInfo.ParameterType == typeof(string) || IsMany(p))
                .Select(p => (Name: NameOf(p), IsMany: IsMany(p))).Where(p => !inPath.Contains(p.Name)).ToArray();
            var own = Own(endpoint);
            return new QueryNames([.. bound.Select(p => p.Name), .. own], [.. bound.Where(p => p.IsMany).Select(p => p.Name), .. own]);
        }

        static bool IsMany(IParameterBindingMetadata parameter) => parameter.ParameterInfo.ParameterType == typeof(string[]);

        static string NameOf(IParameterBindingMetadata parameter) => parameter.ParameterInfo.GetCustomAttributes(inherit: true)
            .OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? parameter.Name;
    }
}

/// <summary>What an endpoint takes from its address without binding it.</summary>
/// <param name="Names">Parameters it reads, each any number of times.</param>
/// <param name="ChecksItself">True when it refuses unknown ones itself.</param>
sealed record QueryMetadata(IReadOnlyList<string> Names, bool ChecksItself = false);

static class QueryConventions
{
    /// <summary>Says which parameters the endpoint reads beside those it binds.</summary>
    public static RouteHandlerBuilder ReadsQuery(this RouteHandlerBuilder endpoint, params string[] names) =>
        endpoint.WithMetadata(new QueryMetadata(names));

    /// <summary>Says that the endpoint refuses unknown parameters itself.</summary>
    public static RouteHandlerBuilder ChecksQuery(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new QueryMetadata([], ChecksItself: true));
}
