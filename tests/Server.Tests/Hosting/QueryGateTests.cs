using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Tests.Hosting;

public sealed class QueryGateTests
{
    [Fact]
    public async Task Every_parameter_the_document_lists_is_one_its_address_takes_and_the_other_way_round()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var document = JsonDocument.Parse((await server.GetAsync("/openapi/v1.json")).Text);
        var listed = document.RootElement.GetProperty("paths").EnumerateObject()
            .Where(p => p.Name.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}: {Query(o.Value)}"));

        var taken = server.Server.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(e => $"{Method(e)} {Plain(e.RoutePattern.RawText!)}: {Join(QueryGate.Bound(e))}");

        Assert.Equal(listed.Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
        Assert.Contains("GET /api/v1/models/{model}/series: ", string.Join('\n', taken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/models?limt=3", "limt", "Did you mean 'limit'?")]
    [InlineData("GET", "/api/v1/models?limit=3&limit=4", "limit", "is given 2 times")]
    [InlineData("GET", "/api/v1/limits?model=m", "model", "There is no parameter 'model' at this address.")]
    [InlineData("DELETE", "/api/v1/models/m/events?from=2026-03-01T00:00:00Z&too=2026-03-02T00:00:00Z", "too", "Did you mean 'to'?")]
    [InlineData("DELETE", "/api/v1/models/m/events?id=a&id=b", "id", "is given 2 times")]
    [InlineData("GET", "/api/v1/models/m/events?segment=region%3Dnorth", "segment", "There is no parameter 'segment'")]
    [InlineData("PUT", "/api/v1/models/m/baselines/b?tarjet=y", "tarjet", "Did you mean 'target'?")]
    [InlineData("POST", "/api/v1/models/m/events?backfill=true", "backfill", "parameters are for files")]
    public async Task A_parameter_nobody_reads_is_refused_and_nothing_is_done(string method, string path, string field, string expected)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");

        Answer answer = await server.SendAsync(new HttpMethod(method), path, method is "POST" or "PUT" ? "{}" : null, server.AdminKey);

        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, answer.Problem.Field));
        Assert.Contains(expected, answer.Problem.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Log.Frames);
    }

    [Fact]
    public async Task Conditions_may_be_given_several_times()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", """{"schema":{"columns":[{"name":"a","type":"numeric"}]}}""");

        Answer answer = await server.GetAsync("/api/v1/models/m/events?between=a%3D1..2&between=a%3D2..3&LIMIT=5");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    static string Query(JsonElement operation) => !operation.TryGetProperty("parameters", out JsonElement parameters) ? ""
        : Join(parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query")
        .Select(p => p.GetProperty("name").GetString()!));

    static string Join(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    static string Method(Endpoint endpoint) => Assert.Single(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods);

    static string Plain(string pattern) => pattern.Replace(":long", "", StringComparison.Ordinal);
}
