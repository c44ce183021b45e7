using System.Net;
using Plumbline.Protocol;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Dashboard;

public sealed class OtherModelTests
{
    [Theory]
    [InlineData("/explore?model=")]
    [InlineData("/explore?tab=rejected&model=")]
    [InlineData("/explore/event?id=1&model=")]
    [InlineData("/explore/export?format=csv&model=")]
    [InlineData("/compare?model=")]
    [InlineData("/compare/report?format=json&model=")]
    public async Task A_key_of_one_model_opens_no_page_of_another(string page)
    {
        var catalog = new InMemoryCatalog();
        foreach (string name in (string[])["mine", "other"])
            catalog.AddModel(LiveRows.Model(Some.Dataset(("age", new[] { 1.0 })), name: name));
        await using RunningServer server = await RunningServer.StartAsync(catalog: catalog);
        NewKey key = (await server.SendAsync(HttpMethod.Post, "/api/v1/keys", new KeyRequest("one", "read", "mine"),
            server.AdminKey)).Read<NewKey>();

        Answer other = await server.GetAsync(page + "other", key.Key), unknown = await server.GetAsync(page + "nobody", key.Key);

        Assert.Equal(HttpStatusCode.Forbidden, other.Status);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal("text/html", other.MediaType);
    }

    [Fact]
    public async Task A_key_of_one_model_chooses_among_no_others()
    {
        var catalog = new InMemoryCatalog();
        foreach (string name in (string[])["mine", "other"])
            catalog.AddModel(LiveRows.Model(Some.Dataset(("age", new[] { 1.0 })), name: name));
        await using RunningServer server = await RunningServer.StartAsync(catalog: catalog);
        NewKey key = (await server.SendAsync(HttpMethod.Post, "/api/v1/keys", new KeyRequest("one", "read", "mine"),
            server.AdminKey)).Read<NewKey>();

        string explore = (await server.GetAsync("/explore", key.Key)).Text, compare = (await server.GetAsync("/compare", key.Key)).Text;

        Assert.Contains("mine", explore, StringComparison.Ordinal);
        Assert.DoesNotContain("other\"", explore, StringComparison.Ordinal);
        Assert.DoesNotContain("other\"", compare, StringComparison.Ordinal);
    }
}
