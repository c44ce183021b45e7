using System.Net;
using Plumbline.Protocol;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Models;

public sealed class VersionAndSchemaTests
{
    [Fact]
    public async Task One_version_is_champion_at_a_time()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");

        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m/versions/2026-03", """{"role":"champion"}""");
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m/versions/2026-04", """{"role":"challenger"}""");
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m/versions/2026-04", """{"role":"champion"}""");
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m/versions/2026-04", "{}");

        VersionList list = (await server.GetAsync("/api/v1/models/m/versions")).Read<VersionList>();
        Assert.Equal([("2026-03", "none"), ("2026-04", "champion")], list.Versions.Select(v => (v.Name, v.Role)));
    }

    [Fact]
    public async Task A_role_that_is_none_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m/versions/1", """{"role":"boss"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "role", "none, champion, challenger"),
            (answer.Status, answer.Problem.Field, answer.Problem.Allowed));
    }

    [Fact]
    public async Task Confirming_columns_nobody_has_looked_at_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");

        Answer stale = await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/schema/confirm", """{"revision":2}""");
        Assert.False((await server.GetAsync("/api/v1/models/m/schema")).Read<SchemaHistory>().IsConfirmed);
        Answer newest = await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/schema/confirm", """{"revision":1}""");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (stale.Status, newest.Status));
        Assert.True(newest.Read<SchemaHistory>().IsConfirmed);
    }
}
