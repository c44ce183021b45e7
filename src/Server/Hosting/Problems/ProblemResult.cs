using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Plumbline.Protocol;

namespace Plumbline.Server.Hosting.Problems;

/// <summary>Writes a problem as the answer.</summary>
public sealed class ProblemResult(Problem problem, TimeSpan? retryAfter = null) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    static readonly ProtocolJson s_readable = new(ReadableJson.Options(ProtocolJson.Default));

    public int? StatusCode => problem.Status;

    public static ProblemResult Of(ProblemException refusal) => new(refusal.Problem, refusal.RetryAfter);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = Problem.MediaType;
        response.Headers.CacheControl = "no-store";
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer realm=\"plumbline\"";
        byte[] body = ReadableJson.Bytes(problem, s_readable.Problem);
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(Problem), [Problem.MediaType]));
}
