using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Plumbline.Protocol;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Limits;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Ingest;

public sealed class BodyTests
{
    [Fact]
    public async Task Gzip_of_several_members_is_one_body()
    {
        await using RunningServer server = await Sending.StartAsync();
        byte[] body = Sending.Gzip(Sending.Lines(100), "{\"id\":\"half", "\"}\n" + Sending.Lines(50, 200));

        Assert.Equal(151, (await server.RowsAsync("events", body, gzip: true)).Accepted().Accepted);
    }

    [Theory]
    [InlineData(.5)]
    [InlineData(.999)]
    public async Task Gzip_that_is_cut_is_said_to_be(double share)
    {
        await using RunningServer server = await Sending.StartAsync();
        byte[] body = Sending.Gzip(Sending.Lines(5_000));

        IngestProblem problem = (await server.RowsAsync("events", body[..(int)(body.Length * share)], gzip: true)).Failed(400);

        Assert.Equal("urn:plumbline:problem:gzip", problem.Type);
        Assert.Equal(problem.Accepted, server.Batches().Sum(b => b.Count));
    }

    [Fact]
    public async Task What_is_no_gzip_is_said_to_be_none()
    {
        await using RunningServer server = await Sending.StartAsync();

        Assert.Equal("urn:plumbline:problem:gzip", (await server.RowsAsync("events", "{\"id\":1}"u8.ToArray(), gzip: true))
            .Failed(400).Type);
    }

    [Fact]
    public async Task A_form_is_refused_with_the_way_to_send_a_file()
    {
        await using RunningServer server = await Sending.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("id,age\n1,2\n"), "file", "rows.csv" } };

        Answer answer = await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/events", form);

        Assert.Equal((System.Net.HttpStatusCode.UnsupportedMediaType, "Content-Type"), (answer.Status, answer.Problem.Field));
        Assert.Contains("--data-binary @FILE", answer.Problem.Detail, StringComparison.Ordinal);
        Assert.Null(server.Catalog.FindModel("m"));
    }

    [Fact]
    public async Task What_is_nested_too_deep_is_said_to_be_and_loses_one_line_only()
    {
        await using RunningServer server = await Sending.StartAsync();
        string deep = "{\"id\":\"2\",\"features\":" + string.Concat(Enumerable.Repeat("{\"a\":", 50_000)) + "1" + new string('}', 50_001);

        IngestAnswer lines = (await server.EventsAsync("{\"id\":\"1\"}\n" + deep + "\n{\"id\":\"3\"}\n")).Accepted();
        IngestProblem array = (await server.EventsAsync($"[{deep}]", "application/json")).Failed(400);

        Assert.Equal((2, 1L), (lines.Accepted, lines.RejectedCount));
        Assert.Contains("nested deeper than 32 levels", array.Detail, StringComparison.Ordinal);
        LimitTable limits = (await server.GetAsync("/api/v1/limits")).Read<LimitTable>();
        Assert.Equal(1, limits.Limits.Single(l => l.Name == "json_depth").Answered);
    }

    [Fact]
    public async Task A_gzip_bomb_ends_at_the_limit_and_costs_no_memory()
    {
        await using RunningServer server = await Sending.StartAsync();
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (int i = 0; i < 200; i++) gzip.Write(blanks);
        }
        long before = GC.GetTotalMemory(forceFullCollection: true);

        IngestProblem problem = (await server.RowsAsync("events", bomb.ToArray(), gzip: true)).Failed(413);

        Assert.Equal("urn:plumbline:problem:body_too_large", problem.Type);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_loses_only_itself()
    {
        await using RunningServer server = await Sending.StartAsync();
        string body = "{\"id\":\"1\"}\n{\"id\":\"2\",\"error\":\"" + new string('x', 10 << 20) + "\"}\n{\"id\":\"3\"}\n";

        IngestAnswer answer = (await server.EventsAsync(body)).Accepted();

        Assert.Equal((2, 1L), (answer.Accepted, answer.Rejected.Single().Index));
        Assert.Contains("longer than", answer.Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_element_of_ten_megabytes_ends_the_array()
    {
        await using RunningServer server = await Sending.StartAsync();
        string body = "[{\"id\":\"1\"},{\"id\":\"2\",\"error\":\"" + new string('x', 10 << 20) + "\"},{\"id\":\"3\"}]";

        IngestProblem problem = (await server.EventsAsync(body, "application/json")).Failed(413);

        Assert.Equal(12, problem.Position);
    }

    [Fact]
    public async Task More_rows_than_a_request_may_have_are_not_read()
    {
        await using RunningServer server = await Sending.StartAsync();
        string body = string.Concat(Enumerable.Repeat("{}\n", IngestLimits.RowsPerRequest + 1));

        IngestProblem problem = (await server.EventsAsync(body)).Failed(413);

        Assert.Equal(("urn:plumbline:problem:too_many_rows", IngestLimits.RowsPerRequest), (problem.Type, problem.Accepted));
    }

    [Fact]
    public async Task An_encoding_nobody_knows_is_415()
    {
        await using RunningServer server = await Sending.StartAsync();
        var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentEncoding.Add("br");

        (await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/events", content)).Failed(415);
    }

    [Fact]
    public async Task A_body_half_sent_accepts_no_half_event()
    {
        await using RunningServer server = await Sending.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Address.Host, server.Address.Port);
            byte[] request = Encoding.ASCII.GetBytes(
                $"POST /api/v1/models/m/events HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Type: application/x-ndjson\r\n"
                + "Content-Length: 1000\r\n\r\n{\"id\":\"whole" + i + "\"}\n{\"id\":\"ha");
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(request);
            client.Client.Shutdown(SocketShutdown.Send);
            try
            {
                await new StreamReader(stream).ReadToEndAsync();
            }
            catch (IOException)
            {
                // The server hung up instead of answering: fine too.
            }
        }
        IngestAnswer answer = (await server.EventsAsync(Sending.Lines(5))).Accepted();

        Assert.Equal(5, answer.Accepted);
        Assert.DoesNotContain(server.Batches().SelectMany(b => Enumerable.Range(0, b.Count).Select(r => Encoding.UTF8.GetString(b.Ids[r]))),
            id => id.StartsWith("ha", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_comes_byte_by_byte_is_read()
    {
        await using RunningServer server = await Sending.StartAsync();
        byte[] body = Encoding.UTF8.GetBytes(Sending.Lines(5));
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/models/m/events HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\n"
            + $"Content-Type: application/x-ndjson\r\nContent-Length: {body.Length}\r\n\r\n"));
        foreach (byte one in body)
        {
            await stream.WriteAsync(new[] { one });
            await Task.Yield();
        }
        string answer = await new StreamReader(stream).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 202", answer, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":5", answer, StringComparison.Ordinal);
    }
}
