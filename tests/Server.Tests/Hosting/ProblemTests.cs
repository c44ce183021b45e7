using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Exposition;

namespace Plumbline.Server.Tests.Hosting;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("GET", "/api/v2/models", 404)]
    [InlineData("POST", "/api/v1/models/churn/none", 404)]
    [InlineData("GET", "/api/v1/models/nobody", 404)]
    [InlineData("GET", "/api/v1/keys/abc", 404)]
    [InlineData("PATCH", "/api/v1/models/churn", 405)]
    [InlineData("POST", "/healthz", 405)]
    [InlineData("BREW", "/api/v1/models", 405)]
    public async Task An_unknown_address_or_method_is_a_problem(string method, string path, int status)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(new HttpMethod(method), path, null, server.AdminKey);

        Answer withoutKey = await server.SendAsync(new HttpMethod(method), path);

        Assert.Equal(status, (int)answer.Status);
        Assert.NotEmpty(answer.Problem.Type);
        if (!path.Contains("/keys/", StringComparison.Ordinal)) Assert.Equal(status, (int)withoutKey.Status);
        if (status == 405) Assert.NotEmpty(answer.Headers["Allow"]);
    }

    [Fact]
    public async Task Markup_in_an_address_stays_text_and_is_not_repeated_at_length()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.GetAsync("/%3Cscript%3Ealert(1)%3C/script%3E" + new string('x', 3000));

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.DoesNotContain("<script>", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Text.Length < 1000);
    }

    [Fact]
    public async Task Quotes_and_letters_of_every_script_are_written_as_they_are()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer refused = await server.GetAsync("/api/v1/models/\u6d41\u5931");
        Answer rows = await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/events",
            "[{\"id\":\"a\",\"weight\":\"<b>\u6d41\u5931 & 'x'\"}]");

        Assert.Contains("'\u6d41\u5931' cannot be the name of a model", refused.Text, StringComparison.Ordinal);
        string expected = """{"index":0,"field":"weight","reason":"The column is numeric: send a number or null. It was """
            + @"\""\u003Cb\u003E" + "\u6d41\u5931" + @" \u0026 'x'\"".""}";
        Assert.Contains(expected, rows.Text, StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", Assert.Single(rows.Headers["Content-Type"]));
    }

    [Theory]
    [InlineData("""{"task":""", 400, null, "not valid JSON")]
    [InlineData("""{"task":"binary",}""", 400, null, "not valid JSON")]
    [InlineData("""{"taks":"binary"}""", 400, "taks", "not a field")]
    [InlineData("""{"threshold":"high"}""", 400, "threshold", "wrong type")]
    [InlineData("""{"task":"binary","task":"regression"}""", 400, "task", "twice")]
    [InlineData("""{"schema":{"columns":[{"type":"numeric"}]}}""", 400, "schema.columns[0]", "missing")]
    [InlineData("""{"threshold":NaN}""", 400, null, "not valid JSON")]
    [InlineData("""[]""", 400, null, "wrong type")]
    [InlineData("null", 400, null, "null")]
    [InlineData("", 400, null, "empty")]
    public async Task A_body_that_cannot_be_read_says_where_and_why(string body, int status, string? field, string words)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", body);

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains(words, answer.Problem.Detail, StringComparison.Ordinal);
        if (field is not null) Assert.Equal(field, answer.Problem.Field);
        Assert.DoesNotContain("Plumbline.Protocol", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
        Assert.Empty(server.Catalog.Models());
    }

    [Fact]
    public async Task Malformed_json_names_the_byte()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", """{"task": oops}""");

        Assert.Equal(9, answer.Problem.Position);
        Assert.Contains("line 1, byte 10", answer.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m",
            """{"tags":""" + new string('[', 100_000) + new string(']', 100_000) + "}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEmpty(answer.Problem.Type);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_415_and_says_what_to_type(string? type)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var content = new ByteArrayContent("{}"u8.ToArray());
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Contains("--json", answer.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413_with_and_without_a_length()
    {
        await using RunningServer server = await RunningServer.StartAsync(o => o with { MostBodyBytes = 64 << 10 });
        string large = """{"positive":""" + '"' + new string('x', 80 << 10) + "\"}";

        Answer announced = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", large);
        using var request = new StringContent(large, Encoding.UTF8, "application/json");
        Answer chunked = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", request, null, ("Transfer-Encoding", "chunked"));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (announced.Status, chunked.Status));
        Assert.Equal("urn:plumbline:problem:body_too_large", chunked.Problem.Type);
    }

    [Fact]
    public async Task A_fault_of_ours_tells_nothing_of_the_inside_but_is_logged()
    {
        await using RunningServer server = await RunningServer.StartAsync(further: s => s.AddSingleton<IMetricSource, Faulty>());

        Answer answer = await server.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.DoesNotContain("secret inside", answer.Text, StringComparison.Ordinal);
        Assert.Contains(server.Lines.All, l => l.Contains("secret inside", StringComparison.Ordinal)
            && l.StartsWith("Error", StringComparison.Ordinal));
        Assert.Equal("urn:plumbline:problem:fault", answer.Problem.Type);
    }

    [Fact]
    public async Task Headers_that_never_end_are_cut_off()
    {
        await using RunningServer server = await RunningServer.StartAsync(o => o with { HeaderTimeout = TimeSpan.FromSeconds(1) });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\n"u8.ToArray());

        string answer = await new StreamReader(stream).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_half_sent_changes_nothing_and_the_server_goes_on()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, server.Address.Port);
            await client.GetStream()
                .WriteAsync("PUT /api/v1/models/m HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{"u8.ToArray());
        }

        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/healthz")).Status);
        Assert.Empty(server.Catalog.Models());
    }

    [Fact]
    public async Task The_limits_are_a_table_without_double_names()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonElement limits = JsonDocument.Parse((await server.GetAsync("/api/v1/limits")).Text).RootElement.GetProperty("limits");

        string[] names = [.. limits.EnumerateArray().Select(l => l.GetProperty("name").GetString()!)];
        Assert.Contains("models", names);
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(limits.EnumerateArray(), l => Assert.True(l.GetProperty("value").GetDouble() > 0
            && l.GetProperty("beyond").GetString()!.Length > 10));
    }

    sealed class Faulty : IMetricSource
    {
        public IEnumerable<MetricFamily> Read() => throw new InvalidOperationException("secret inside");
    }
}
