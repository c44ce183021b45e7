using System.Net;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Security;

public sealed class OriginTests
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_cannot_change_anything(string header, string value)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/a", "{}", server.AdminKey, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal(header, answer.Problem.Field);
        Assert.Empty(server.Catalog.Models());
    }

    [Fact]
    public async Task A_page_of_ours_can()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/a", "{}", null,
            ("Origin", server.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
    }

    [Fact]
    public async Task Another_site_cannot_read_but_may_link_to_us()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer read = await server.GetAsync("/api/v1/models", null, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"));
        Answer framed = await server.GetAsync("/api/v1/models", null, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"),
            ("Sec-Fetch-Dest", "iframe"));
        Answer link = await server.GetAsync("/api/v1/models", null, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"),
            ("Sec-Fetch-Dest", "document"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK), (read.Status, framed.Status, link.Status));
    }

    [Fact]
    public async Task No_answer_invites_another_site()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer preflight = await server.SendAsync(HttpMethod.Options, "/api/v1/models/a", null, null, ("Origin", "https://evil.example"),
            ("Access-Control-Request-Method", "PUT"));
        Answer answer = await server.GetAsync("/api/v1/models");

        Assert.Equal(HttpStatusCode.Forbidden, preflight.Status);
        Assert.Empty(answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal(["nosniff"], answer.Headers["X-Content-Type-Options"]);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"].Single(), StringComparison.Ordinal);
    }
}
