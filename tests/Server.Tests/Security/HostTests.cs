using System.Net;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Security;

public sealed class HostTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:8000")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2:9")]
    [InlineData("[::1]:8000")]
    public async Task A_name_of_this_machine_is_answered(string host)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.GetAsync("/api/v1/models", null, ("Host", host));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("plumbline.local")]
    [InlineData("10.1.2.3")]
    [InlineData("2130706433")]
    [InlineData("127.1")]
    public async Task A_page_whose_name_was_turned_to_our_address_is_refused_everywhere(string host)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        foreach (string path in new[] { "/api/v1/models", "/healthz", "/metrics", "/login?code=x", "/nothing" })
        {
            Answer answer = await server.GetAsync(path, server.AdminKey, ("Host", host));

            Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.Status);
            Assert.Equal("Host", answer.Problem.Field);
        }
    }

    [Fact]
    public async Task A_listed_name_is_answered_but_does_not_open_without_a_key()
    {
        await using RunningServer server = await RunningServer.StartAsync(o => o with { Hosts = ["plumb.example"] });

        Answer without = await server.GetAsync("/api/v1/models", null, ("Host", "PLUMB.example"));
        Answer with = await server.GetAsync("/api/v1/models", server.AdminKey, ("Host", "plumb.example:443"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.Status, with.Status));
    }
}
