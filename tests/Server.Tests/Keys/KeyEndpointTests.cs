using System.Net;
using Plumbline.Protocol;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Keys;

public sealed class KeyEndpointTests
{
    [Fact]
    public async Task A_key_is_shown_once_works_at_once_and_no_longer_after_it_was_withdrawn()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer made = await server.SendAsync(HttpMethod.Post, "/api/v1/keys", new KeyRequest("dashboards", "read"), server.AdminKey);
        NewKey key = made.Read<NewKey>();
        Answer list = await server.GetAsync("/api/v1/keys", server.AdminKey), used = await server.GetAsync("/api/v1/models", key.Key);
        Answer withdrawn = await server.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{key.About.Number}", null, server.AdminKey);
        Answer after = await server.GetAsync("/api/v1/models", key.Key);

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Matches("^plk_[A-Za-z0-9_-]{43}$", key.Key);
        Assert.Contains(list.Read<KeyList>().Keys, k => k == key.About);
        Assert.DoesNotContain(key.Key, list.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized),
            (used.Status, withdrawn.Status, after.Status));
    }

    [Theory]
    [InlineData("""{"name":"","scope":"read"}""", 422, "name")]
    [InlineData("""{"name":"a","scope":"write"}""", 422, "scope")]
    [InlineData("""{"name":"a","scope":"read","model":"no such"}""", 422, "model")]
    [InlineData("""{"name":"a","scope":"read","model":"nobody"}""", 404, "model")]
    [InlineData("""{"name":"a","scope":"read","mdel":"x"}""", 400, "mdel")]
    [InlineData("""{"name":"a"}""", 400, null)]
    public async Task What_is_wrong_with_a_request_is_named(string body, int status, string? field)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Post, "/api/v1/keys", body, server.AdminKey);

        Assert.Equal((status, field), ((int)answer.Status, answer.Problem.Field));
        Assert.Single(server.Catalog.Keys());
    }

    [Fact]
    public async Task The_last_admin_key_cannot_be_withdrawn()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        long number = Assert.Single(server.Catalog.Keys()).Number;

        Answer answer = await server.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{number}", null, server.AdminKey);

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("last admin key", answer.Problem.Detail, StringComparison.Ordinal);
    }
}
