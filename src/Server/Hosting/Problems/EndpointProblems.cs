using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Plumbline.Protocol;

namespace Plumbline.Server.Hosting.Problems;

public static class EndpointProblems
{
    /// <summary>Documents with which problems an endpoint may answer.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses) endpoint.Produces<Problem>(status, Problem.MediaType);
        return endpoint;
    }
}
