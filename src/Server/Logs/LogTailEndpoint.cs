using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;

namespace Plumbline.Server.Logs;

/// <summary>Lines as they come, for whoever follows them.</summary>
static class LogTailEndpoint
{
    static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15), s_later = TimeSpan.FromSeconds(10);

    public static async Task FollowAsync(HttpContext context, string model, string? level, string? stream, string? text,
        ModelRegister models,
        LineTail tail, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        LineQuery query = new LogQuery { Level = level, Stream = stream, Text = text }.Of(models.Find(model).Number);
        using var reader = tail.Follow(query.Model) ?? throw ProblemException.TooMany(
            $"{LogLimits.Tails} readers follow lines already, the most that may. Stop one, or read pages.", s_later, "streams");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await context.Response.WriteAsync(": following\n\n", end.Token);
            await context.Response.Body.FlushAsync(end.Token);
            while (await TellAsync(context.Response, reader, query, time, end.Token)) await context.Response.Body.FlushAsync(end.Token);
            await context.Response.WriteAsync($"event: dropped\ndata: Lines came faster than they were read: {LogLimits.LinesWaiting} "
                + "waited, those behind them are missing here. They are kept: read them as pages.\n\n", end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader has gone, or the server goes.
        }
    }

    static async Task<bool> TellAsync(HttpResponse response, LineTail.Reader reader, LineQuery query, TimeProvider time,
        CancellationToken end)
    {
        using var quiet = new CancellationTokenSource(s_heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end, quiet.Token);
        try
        {
            if (!await reader.Lines.WaitToReadAsync(either.Token)) return false;
            while (reader.Lines.TryRead(out LogLine? line))
                if (IsAsked(line, query))
                    await response.WriteAsync($"event: line\ndata: {JsonSerializer.Serialize(LogViews.Of(line), LogJson.Default.LogLineView)}\n\n", end);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            await response.WriteAsync(":\n\n", end);
        }
        return true;
    }

    static bool IsAsked(LogLine line, LineQuery query) => (query.Levels.IsEmpty || query.Levels.Contains(line.Level))
        && (query.Stream is not { } stream || line.Stream == stream)
        && (query.Text is not { } text || text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .All(w => line.Message.Contains(w, StringComparison.OrdinalIgnoreCase)));
}
