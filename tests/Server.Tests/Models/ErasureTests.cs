using System.Net;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Models;

public sealed class ErasureTests
{
    [Fact]
    public async Task A_deletion_is_an_entry_of_the_log_with_every_condition()
    {
        await using RunningServer server = await StartWithModelAsync();

        Answer answer = await DeleteAsync(server,
            "events?from=2026-03-01T00:00:00Z&to=2026-03-02T08:00:00%2B08:00&tag=batch%3D7%3D8&id=e1");

        Assert.Equal((HttpStatusCode.Accepted, 1), (answer.Status, answer.Read<DeletionAnswer>().Seq));
        var erased = Assert.IsType<LogEntry.Erased>(Assert.Single(server.Log.Frames).Entry);
        Assert.Equal(new Erasure
        {
            Model = server.Catalog.FindModel("m")!.Number,
            From = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
            To = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero),
            Tag = new("batch", "7=8"),
            Id = "e1",
        }, erased.Erasure);
    }

    [Fact]
    public async Task Deleting_a_version_takes_its_events_and_its_name()
    {
        await using RunningServer server = await StartWithModelAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m/versions/v1", """{"role":"champion"}""");

        Answer answer = await DeleteAsync(server, "versions/v1"), again = await DeleteAsync(server, "versions/v1");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.NotFound), (answer.Status, again.Status));
        Assert.Equal("v1", Assert.IsType<LogEntry.Erased>(Assert.Single(server.Log.Frames).Entry).Erasure.Version);
        Assert.Empty(server.Catalog.FindModel("m")!.Versions);
    }

    [Theory]
    [InlineData("events", "from")]
    [InlineData("events?from=yesterday", "from")]
    [InlineData("events?to=2026-03-01T00:00:00", "to")]
    [InlineData("events?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "to")]
    [InlineData("events?tag=batch", "tag")]
    [InlineData("events?id=", "id")]
    public async Task A_deletion_that_is_not_clear_deletes_nothing(string path, string field)
    {
        await using RunningServer server = await StartWithModelAsync();

        Answer answer = await DeleteAsync(server, path);

        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, answer.Problem.Field));
        Assert.Empty(server.Log.Frames);
    }

    static async Task<RunningServer> StartWithModelAsync()
    {
        RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");
        return server;
    }

    static Task<Answer> DeleteAsync(RunningServer server, string path) =>
        server.SendAsync(HttpMethod.Delete, "/api/v1/models/m/" + path, null, server.AdminKey);
}
