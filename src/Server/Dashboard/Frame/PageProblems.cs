using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard;

/// <summary>Answers people with a page where the API answers with a problem: an unknown address, a missing key, a fault.</summary>
sealed class PageProblems(RequestDelegate next, PageWriter pages, ILogger<PageProblems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (ProblemException refusal) when (IsForPeople(context))
        {
            await AnswerAsync(context, refusal.Problem, refusal.RetryAfter);
            return;
        }
        catch (StorageException storage) when (IsForPeople(context))
        {
            Log.StoreFailed(log, storage, context.Request.Path);
            int status = storage.IsTransient || storage.Failure == StorageFailure.Closed ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError;
            await AnswerAsync(context, ProblemKinds.Of(status, storage.Message, "storage"), null);
            return;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && IsForPeople(context))
        {
            Log.PageFailed(log, fault, context.Request.Path);
            await AnswerAsync(context, ProblemKinds.Of(StatusCodes.Status500InternalServerError, "", "fault"), null);
            return;
        }
        bool isUnknown = context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false }
            && context.GetEndpoint() is null;
        if (isUnknown && WantsPage(context)) await pages.WriteProblemAsync(context, new ProblemView(404, null, null, "/"));
    }

    Task AnswerAsync(HttpContext context, Problem problem, TimeSpan? retryAfter)
    {
        string address = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        context.Response.Clear();
        if (problem.Status == StatusCodes.Status401Unauthorized) return pages.WriteLoginAsync(context, address, failed: false);
        if (retryAfter is { } wait) context.Response.Headers["Refresh"] = Math.Ceiling(wait.TotalSeconds)
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
        string? subject = problem is { Status: 404, Field: not null } ? problem.Value : null;
        return pages.WriteProblemAsync(context, new ProblemView(problem.Status, subject, problem.Status == 404 ? null : problem.Detail,
            address));
    }

    static bool IsForPeople(HttpContext context) => !context.Response.HasStarted
        && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<PageMetadata>() is not null;

    // Programs that ask for an address that is none keep their problem document.
    static bool WantsPage(HttpContext context) => HttpMethods.IsGet(context.Request.Method)
        && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
