using System.Net;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Security;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Security;

public sealed class AccessTests
{
    [Fact]
    public async Task On_this_machine_a_newcomer_registers_and_reads_without_a_key()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer put = await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", "{}"),
            get = await server.GetAsync("/api/v1/models/churn");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (put.Status, get.Status));
    }

    [Theory]
    [InlineData("GET", "/api/v1/keys")]
    [InlineData("POST", "/api/v1/keys")]
    [InlineData("DELETE", "/api/v1/models/churn")]
    [InlineData("DELETE", "/api/v1/models/churn/events?id=1")]
    [InlineData("DELETE", "/api/v1/models/churn/versions/1")]
    public async Task What_cannot_be_undone_needs_a_key_on_this_machine_too(string method, string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", "{}");

        Answer answer = await server.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("key", answer.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal("Bearer realm=\"plumbline\"", answer.Headers["WWW-Authenticate"].Single());
        Assert.Single(server.Catalog.Models());
        Assert.Empty(server.Log.Frames);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    public async Task Who_comes_through_a_proxy_on_this_machine_is_not_of_this_machine(string header, string value)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer without = await server.GetAsync("/api/v1/models", null, (header, value)),
            with = await server.GetAsync("/api/v1/models", server.AdminKey, (header, value));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.Status, with.Status));
    }

    [Fact]
    public async Task With_an_address_that_is_not_loopback_everything_needs_a_key()
    {
        await using RunningServer server = await RunningServer.StartAsync(o => o with { Urls = [.. o.Urls,
            new ListenAddress(IPAddress.Any, 0)] });

        Answer without = await server.GetAsync("/api/v1/models"), with = await server.GetAsync("/api/v1/models", server.AdminKey),
            health = await server.GetAsync("/healthz");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK), (without.Status, with.Status, health.Status));
    }

    [Fact]
    public async Task A_key_can_be_required_on_this_machine()
    {
        await using RunningServer server = await RunningServer.StartAsync(o => o with { RequireKey = true });

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.GetAsync("/metrics")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/metrics", server.AdminKey)).Status);
    }

    [Theory]
    [InlineData(KeyScope.Ingest, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(KeyScope.Read, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(KeyScope.Admin, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.OK)]
    public async Task A_key_opens_what_its_scope_says_and_no_more(KeyScope scope, HttpStatusCode read, HttpStatusCode configure,
        HttpStatusCode administer)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string key = server.Server.Service<KeyRing>().Add("k", scope, null).Secret;

        Answer reading = await server.GetAsync("/api/v1/models", key),
            putting = await server.SendAsync(HttpMethod.Put, "/api/v1/models/a", "{}", key),
            keys = await server.GetAsync("/api/v1/keys", key);

        Assert.Equal((read, configure, administer), (reading.Status, putting.Status, keys.Status));
    }

    [Fact]
    public async Task A_key_of_one_model_opens_that_model_only()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        foreach (string name in new[] { "mine", "other" }) await server.SendAsync(HttpMethod.Put, $"/api/v1/models/{name}", "{}");
        string key = server.Server.Service<KeyRing>().Add("k", KeyScope.Admin, server.Catalog.FindModel("mine")!.Number).Secret;

        Answer list = await server.GetAsync("/api/v1/models", key);

        Assert.Equal("mine", Assert.Single(list.Read<ModelList>().Models).Name);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/api/v1/models/mine", key)).Status);
        foreach (string path in new[] { "/api/v1/models/other", "/api/v1/models/nobody", "/api/v1/keys", "/metrics" })
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await server.GetAsync(path, key)).Status));
    }

    [Fact]
    public async Task A_key_of_a_deleted_model_does_not_open_a_new_one_of_its_name()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");
        string key = server.Server.Service<KeyRing>().Add("k", KeyScope.Admin, server.Catalog.FindModel("m")!.Number).Secret;

        await server.SendAsync(HttpMethod.Delete, "/api/v1/models/m", null, server.AdminKey);
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");

        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync("/api/v1/models/m", key)).Status);
    }

    [Theory]
    [InlineData("Bearer plk_wrong")]
    [InlineData("Bearer")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("plk_x")]
    public async Task A_wrong_key_is_refused_even_where_none_is_needed(string header)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.GetAsync("/api/v1/models", null, ("Authorization", header));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("urn:plumbline:problem:wrong_key", answer.Problem.Type);
    }

    [Fact]
    public async Task Wrong_keys_are_slowed_down_while_right_ones_pass()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        for (int i = 0; i < FailedLogins.Most; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.GetAsync("/api/v1/models", "plk_" + i)).Status);
        Answer further = await server.GetAsync("/api/v1/models", "plk_more"),
            right = await server.GetAsync("/api/v1/models", server.AdminKey);

        Assert.Equal(HttpStatusCode.TooManyRequests, further.Status);
        Assert.InRange(int.Parse(further.Headers["Retry-After"].Single()), 1, 60);
        Assert.Equal(HttpStatusCode.OK, right.Status);
    }

    [Fact]
    public async Task No_secret_is_kept_or_logged()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.GetAsync("/api/v1/models", server.AdminKey);
        await server.GetAsync("/login?code=" + server.Server.FirstKey!.LoginCode);
        await server.GetAsync("/login?code=wrong-code-123");
        await server.GetAsync("/api/v1/models", "plk_wrong-secret");

        string log = string.Join('\n', server.Lines.All);

        Assert.All(new[] { server.AdminKey, server.Server.FirstKey!.LoginCode, "wrong-code-123", "plk_wrong-secret" },
            secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
        Assert.All(server.Catalog.Keys(), k => Assert.Matches("^[0-9a-f]{64}$", k.Hash));
        Assert.DoesNotContain(server.AdminKey, server.Server.FirstKey.ToString(), StringComparison.Ordinal);
    }
}
