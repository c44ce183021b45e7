using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Plumbline.Load.Sending;
using Plumbline.Load.Serving;
using Plumbline.Testing;

namespace Plumbline.Process.Tests.Faults;

/// <summary>What strangers send to a real server: each gets a problem, and the process does not grow.</summary>
public sealed class HostileClientTests : IAsyncLifetime
{
    const string Events = "/api/v1/models/churn/events";
    const int MostGrowth = 300;

    readonly TemporaryFolder _folder = new();
    FreshServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FreshServer.StartAsync(Served.Program, Path.Combine(_folder.Path, "data"),
        "--header-timeout", "1");

    [Fact]
    public async Task Bombs_giants_and_deep_nesting_get_a_problem_and_cost_no_memory()
    {
        if (OperatingSystem.IsWindows()) return;
        await SendAsync(Good());
        int before = ServerMemory.Of(_server.Process.Id);

        for (int round = 0; round < 4; round++)
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(Bomb()));
            Assert.Equal(HttpStatusCode.Accepted,
                await SendAsync(Text($"{{\"id\":\"g{round}\",\"features\":{{\"a\":\"{new string('x', 10_000_000)}\"}}}}\n{{\"id\":\"n{round}\",\"features\":{{\"a\":1}}}}\n")));
            Assert.Equal(HttpStatusCode.Accepted,
                await SendAsync(Text($"{{\"id\":\"d{round}\",\"features\":{new string('[', 100_000)}\n")));
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(Text($"[{{\"id\":\"j\",\"features\":{{\"a\":1}}}}, nonsense",
                "application/json")));
        }

        Assert.InRange(ServerMemory.Of(_server.Process.Id) - before, -10_000, MostGrowth);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(Good()));
    }

    [Fact]
    public async Task Clients_that_stall_are_cut_off_and_the_others_are_served()
    {
        if (OperatingSystem.IsWindows()) return;
        int before = ServerMemory.Of(_server.Process.Id);
        Socket[] headers = [.. Enumerable.Range(0, 50).Select(_ => Stalled("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))];
        Socket[] bodies = [.. Enumerable.Range(0, 50)
            .Select(i => Stalled($"POST {Events} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000000\r\n\r\n{{\"id\":\"half{i}\","))];

        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(Good()));
        foreach (Socket socket in headers) await ClosedAsync(socket);
        foreach (Socket socket in bodies) socket.Dispose();
        await Api.WaitAsync(async () => await _server.Api.MetricAsync("plumbline_ingest_requests_failed_total{kind=\"events\"") >= 50,
            TimeSpan.FromMinutes(1), "half-sent bodies given up");

        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(Good()));
        Assert.InRange(ServerMemory.Of(_server.Process.Id) - before, -10_000, MostGrowth);
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    static StringContent Good() => Text("{\"features\":{\"a\":1}}\n");

    static StringContent Text(string text, string type = "application/x-ndjson") => new(text, Encoding.UTF8, type);

    // 200 MB of blanks in 200 KB.
    static ByteArrayContent Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (int i = 0; i < 200; i++) gzip.Write(blanks);
        }
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return content;
    }

    async Task<HttpStatusCode> SendAsync(HttpContent content)
    {
        using var http = new HttpClient { BaseAddress = _server.Address };
        using (content)
        {
            using HttpResponseMessage answer = await http.PostAsync(new Uri(Events, UriKind.Relative), content);
            bool isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
            Assert.Equal(!answer.IsSuccessStatusCode, isProblem);
            return answer.StatusCode;
        }
    }

    Socket Stalled(string begun)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(_server.Address.Host, _server.Address.Port);
        socket.Send(Encoding.ASCII.GetBytes(begun));
        return socket;
    }

    static async Task ClosedAsync(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[1024];
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            try
            {
                while (await socket.ReceiveAsync(buffer, limit.Token) > 0) { }
            }
            catch (SocketException)
            {
                // Cut off hard: closed as well.
            }
        }
    }
}
