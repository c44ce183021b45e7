using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Plumbline.Client.Tests;

/// <summary>A small real server on 127.0.0.1: takes lines like Plumbline's ingest (an id counts once), and fails, throttles or hangs as
/// told.</summary>
sealed class StubServer : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentQueue<Func<HttpContext, Task<bool>>> _mishaps = new();
    readonly ConcurrentDictionary<(string Path, string Id), byte> _ids = new();

    StubServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<Received> Requests { get; } = new();

    /// <summary>Every distinct line that was acknowledged, by its id or text.</summary>
    public IReadOnlyList<string> Kept => [.. _ids.Keys.Select(k => k.Id)];

    public string? Reject { get; set; }

    public static async Task<StubServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new StubServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The next request is answered with a status.</summary>
    public StubServer ThenFail(HttpStatusCode status, int? retryAfter = null, string body = "") => Then(async context =>
    {
        context.Response.StatusCode = (int)status;
        if (retryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString();
        await context.Response.WriteAsync(body);
        return true;
    });

    /// <summary>The next request is broken off without an answer.</summary>
    public StubServer ThenBreak() => Then(context =>
    {
        context.Abort();
        return Task.FromResult(true);
    });

    /// <summary>The next request is kept, but its answer never arrives.</summary>
    public StubServer ThenKeepAndBreak() => Then(async context =>
    {
        await KeepAsync(context);
        context.Abort();
        return true;
    });

    /// <summary>The next request waits until the task ends, and is then answered well.</summary>
    public StubServer ThenHang(Task until) => Then(async context =>
    {
        await until.WaitAsync(context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        return context.RequestAborted.IsCancellationRequested;
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    StubServer Then(Func<HttpContext, Task<bool>> mishap)
    {
        _mishaps.Enqueue(mishap);
        return this;
    }

    async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(await Received.OfAsync(context.Request));
        if (_mishaps.TryDequeue(out var mishap) && await mishap(context)) return;
        await KeepAsync(context);
    }

    async Task KeepAsync(HttpContext context)
    {
        int accepted = 0, duplicates = 0;
        var rejected = new List<string>();
        string[] lines = [.. Requests.Last(r => r.Key == context.Request.Headers["Idempotency-Key"]).Lines];
        for (int i = 0; i < lines.Length; i++)
        {
            using var line = JsonDocument.Parse(lines[i].Replace("Infinity", "1e300", StringComparison.Ordinal));
            string id = line.RootElement.TryGetProperty("id", out JsonElement named) ? named.GetString()! : lines[i];
            if (id == Reject) rejected.Add($$"""{"index":{{i}},"id":"{{id}}","field":"features.age","reason":"must be a number"}""");
            else if (_ids.TryAdd((context.Request.Path, id), 0)) accepted++;
            else duplicates++;
        }
        context.Response.StatusCode = 202;
        await context.Response.WriteAsync($$"""{"accepted":{{accepted}},"duplicates":{{duplicates}},"rejected":[{{string.Join(',', rejected)}}]}""");
    }
}

/// <summary>A request as it arrived.</summary>
sealed record Received(string Path, string? Key, string? Authorization, string? ContentType, string? Encoding, IReadOnlyList<string> Lines)
{
    public static async Task<Received> OfAsync(HttpRequest request)
    {
        bool isZipped = request.Headers.ContentEncoding == "gzip";
        await using Stream body = isZipped ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        string text = await new StreamReader(body, System.Text.Encoding.UTF8).ReadToEndAsync();
        return new Received(request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget,
            request.Headers["Idempotency-Key"], request.Headers.Authorization, request.ContentType,
            request.Headers.ContentEncoding, text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
