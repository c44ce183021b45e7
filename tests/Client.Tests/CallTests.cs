using System.Net;
using Plumbline.Protocol;

namespace Plumbline.Client.Tests;

/// <summary>Typed calls against a real server that answers what it is told to.</summary>
public sealed class CallTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_registered_with_what_is_given_and_nothing_else()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, "secret");
        server.ThenFail(HttpStatusCode.OK, body: """
            {"name":"churn","task":"binary","lateness_seconds":300,"is_confirmed":false,"tags":{},"versions":[],"counts":{"events":0,"truths":0,"rejected":0},"created_at":"2026-03-02T00:00:00Z",
             "schema":{"revision":1,"since":"2026-03-02T00:00:00Z","columns":[],"segments":[],"protected":[],"changes":[]},"newer_field":1}
            """);

        ModelView model = await client.RegisterModelAsync("churn",
            new ModelRegistration { Task = "binary", Schema = new SchemaRequest { Segments = ["region"] } }, Stop);

        Received request = Assert.Single(server.Requests);
        Assert.Equal(("/api/v1/models/churn", "application/json", "Bearer secret"),
            (request.Path, request.ContentType, request.Authorization));
        Assert.Equal("""{"task":"binary","schema":{"segments":["region"]}}""", Assert.Single(request.Lines));
        Assert.Equal(("churn", "binary", 1), (model.Name, model.Task, model.Schema.Revision));
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_null_and_other_refusals_throw_with_the_servers_words()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, "secret");
        server.ThenFail(HttpStatusCode.NotFound).ThenFail(HttpStatusCode.TooManyRequests, 3, """
            {"type":"urn:plumbline:problem:busy","title":"Busy","status":429,"detail":"Too many requests; wait 3 s."}
            """);

        Assert.Null(await client.FindModelAsync("churn", Stop));
        var refused = await Assert.ThrowsAsync<ClientException>(() => client.FindModelAsync("churn", Stop));

        Assert.Equal((HttpStatusCode.TooManyRequests, true, TimeSpan.FromSeconds(3)),
            (refused.Status, refused.IsTransient, refused.RetryAfter));
        Assert.EndsWith("429 Too many requests; wait 3 s.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_paths_are_escaped_and_a_prefix_of_the_address_is_kept()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(new Uri(server.Address, "/behind/proxy"), null);
        server.ThenFail(HttpStatusCode.NotFound);

        Assert.Null(await client.FindModelAsync("../../keys", Stop));

        Assert.Equal("/behind/proxy/api/v1/models/..%2F..%2Fkeys", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task No_server_and_a_broken_connection_are_transient_failures_without_a_status()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        server.ThenBreak();

        var broken = await Assert.ThrowsAsync<ClientException>(() => client.ModelsAsync(cancellationToken: Stop));
        await server.DisposeAsync();
        var gone = await Assert.ThrowsAsync<ClientException>(() => client.ModelsAsync(cancellationToken: Stop));

        Assert.Equal((null, true), (broken.Status, broken.IsTransient));
        Assert.Equal((null, true), (gone.Status, gone.IsTransient));
    }

    [Fact]
    public async Task An_answer_of_another_shape_is_a_failure_that_says_so()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        server.ThenFail(HttpStatusCode.OK, body: """{"models":3}""");

        var failure = await Assert.ThrowsAsync<ClientException>(() => client.ModelsAsync(cancellationToken: Stop));

        Assert.Contains("the answer is not what this client understands", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData("ftp://somewhere")]
    [InlineData("/relative")]
    public void An_address_that_is_not_http_is_refused_at_once(string address)
    {
        Assert.Throws<ArgumentException>(() => new PlumblineClient(new Uri(address, UriKind.RelativeOrAbsolute), null));
    }
}
