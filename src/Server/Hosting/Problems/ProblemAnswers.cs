using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Hosting.Problems;

/// <summary>The outermost step: whatever goes wrong inside is answered with a problem, and so is every error without a body.</summary>
sealed class ProblemAnswers(RequestDelegate next, LimitCounts limits, ILogger<ProblemAnswers> log)
{
    static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1), s_whenThereIsSpace = TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (IsBare(context.Response))
                await Answer(context, ProblemKinds.Of(context.Response.StatusCode,
                    ProblemKinds.Sentence(context.Response.StatusCode, context.Request)));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.ClientGone(log, context.Request.Method, Route(context));
        }
        catch (Exception wrong) when (!context.Response.HasStarted)
        {
            await Answer(context, wrong);
        }
    }

    async Task Answer(HttpContext context, Exception wrong)
    {
        ProblemException refusal = AsRefusal(wrong, context);
        if (refusal.Problem is { Status: StatusCodes.Status422UnprocessableEntity, Field: { } limit } && IsLimit(refusal.Problem))
            limits.Add(limit);
        if (refusal.Problem.Status >= 500)
            Log.Failed(log, wrong is ProblemException ? null : wrong, context.Request.Method, Route(context), refusal.Message);
        await Answer(context, refusal.Problem, refusal.RetryAfter);
    }

    static Task Answer(HttpContext context, Problem problem, TimeSpan? retryAfter = null)
    {
        if (!context.Response.HasStarted)
        {
            // What a routing answer needs (Allow) survives; a half-written answer does not.
            var allow = context.Response.Headers.Allow;
            context.Response.Clear();
            if (allow.Count > 0) context.Response.Headers.Allow = allow;
        }
        return new ProblemResult(problem, retryAfter).ExecuteAsync(context);
    }

    static ProblemException AsRefusal(Exception wrong, HttpContext context) => wrong switch
    {
        ProblemException refusal => refusal,
        StorageException storage => OfStorage(storage),
        BadHttpRequestException bad => OfRequest(bad, context),
        JsonException json => JsonProblem.Of(json),
        _ => ProblemException.Of(StatusCodes.Status500InternalServerError, "fault",
            $"This is a fault of Plumbline, not of your request. The server's log names the cause beside trace {Trace(context)}."),
    };

    static ProblemException OfStorage(StorageException storage) => storage.Failure switch
    {
        StorageFailure.DiskFull => ProblemException.Unavailable("The disk is full: nothing of this request was accepted. "
            + storage.Message, s_whenThereIsSpace, "disk_full"),
        StorageFailure.Busy => ProblemException.TooMany(storage.Message, s_soon, "busy"),
        StorageFailure.Closed => ProblemException.Unavailable("The server is stopping: nothing of this request was accepted.", s_soon,
            "stopping"),
        StorageFailure.Conflict => ProblemException.Of(StatusCodes.Status409Conflict, "conflict", storage.Message),
        StorageFailure.Limit => ProblemException.Of(StatusCodes.Status422UnprocessableEntity, "limit", storage.Message),
        StorageFailure.Damaged or StorageFailure.InUse or StorageFailure.Newer =>
            ProblemException.Unavailable(storage.Message, s_whenThereIsSpace, "storage"),
    };

    static ProblemException OfRequest(BadHttpRequestException bad, HttpContext context) => bad.StatusCode == StatusCodes.Status400BadRequest
        ? ProblemException.Of(bad.StatusCode, "bad_request", bad.InnerException is JsonException ? "The body is not valid JSON."
            : Plain(bad.Message))
        : ProblemException.Of(bad.StatusCode, ProblemKinds.Of(bad.StatusCode, "").Type.Split(':')[^1],
            ProblemKinds.Sentence(bad.StatusCode, context.Request));

    // The framework's sentences name types and parameters of the program; the part in quotes is what the client knows.
    static string Plain(string message) => message.Contains("bind parameter", StringComparison.OrdinalIgnoreCase)
        && message.LastIndexOf(" from ", StringComparison.Ordinal) is > 0 and var at
        ? $"A parameter of the address has the wrong form: {message[(at + 6)..].TrimEnd('.')}."
        : message;

    static bool IsLimit(Problem problem) => problem.Type.EndsWith(":limit", StringComparison.Ordinal);

    static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null } && string.IsNullOrEmpty(response.ContentType);

    static string Route(HttpContext context) => context.GetEndpoint() is Microsoft.AspNetCore.Routing.RouteEndpoint route
        ? route.RoutePattern.RawText ?? "" : "(no route)";

    static string Trace(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
