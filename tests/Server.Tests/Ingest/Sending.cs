using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Ingest;

/// <summary>Sends rows to a running server.</summary>
static class Sending
{
    public static Task<RunningServer> StartAsync(TimeProvider? time = null, IngestCounters? counters = null) =>
        RunningServer.StartAsync(time: time, further: s =>
    {
        var inner = (Testing.InMemoryEventLog)s.Last(d => d.ServiceType == typeof(IEventLog)).ImplementationInstance!;
        s.AddSingleton<IEventLog>(new IdentifyingLog(inner));
        if (counters is not null) s.AddSingleton(counters);
    });

    public static Task<Answer> EventsAsync(this RunningServer server, string body, string type = "application/x-ndjson", string? key = null,
        bool admin = false) => server.RowsAsync("events", Encoding.UTF8.GetBytes(body), type, key, admin: admin);

    public static Task<Answer> RowsAsync(this RunningServer server, string kind, byte[] body, string type = "application/x-ndjson",
        string? key = null,
        bool gzip = false, string model = "m", bool admin = false)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (gzip) content.Headers.ContentEncoding.Add("gzip");
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];
        return server.SendAsync(HttpMethod.Post, $"/api/v1/models/{model}/{kind}", content, admin ? server.AdminKey : null, headers);
    }

    public static IngestAnswer Accepted(this Answer answer)
    {
        Assert.True(answer.Status == System.Net.HttpStatusCode.Accepted, answer.Text);
        return JsonSerializer.Deserialize(answer.Text, IngestJson.Default.IngestAnswer)!;
    }

    public static IngestProblem Failed(this Answer answer, int status)
    {
        Assert.True((int)answer.Status == status, $"{answer.Status}: {answer.Text}");
        Assert.NotEmpty(answer.Problem.Detail!);
        return JsonSerializer.Deserialize(answer.Text, IngestJson.Default.IngestProblem)!;
    }

    public static byte[] Gzip(params ReadOnlySpan<string> members)
    {
        using var all = new MemoryStream();
        foreach (string member in members)
        {
            using var gzip = new GZipStream(all, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(Encoding.UTF8.GetBytes(member));
        }
        return all.ToArray();
    }

    /// <summary>So many good events, a line each.</summary>
    public static string Lines(int count, int first = 0) => string.Concat(Enumerable.Range(first, count)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"e{i}\",\"features\":{{\"x\":{i}}}}}\n")));

    public static IReadOnlyList<ColumnBatch> Batches(this RunningServer server) =>
        [.. server.Log.Frames.Select(f => f.Entry).OfType<LogEntry.Events>().Select(e => e.Batch)];
}
