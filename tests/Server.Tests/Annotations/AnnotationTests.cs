using System.Net;
using Plumbline.Protocol;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Annotations;

public sealed class AnnotationTests
{
    const string Path = "/api/v1/models/m/annotations";

    [Fact]
    public async Task What_was_noted_is_listed_by_its_time_until_it_is_taken_away()
    {
        await using RunningServer server = await WithModelAsync();

        Answer later = await server.SendAsync(HttpMethod.Post, Path,
            """{"kind":"incident","at":"2026-03-05T09:00:00+01:00","end":"2026-03-05T12:00:00Z","text":" sensor dirty "}""");
        Answer earlier = await server.SendAsync(HttpMethod.Post, Path,
            """{"kind":"retrain","at":"2026-03-02T00:00:00Z","text":"on October"}""");
        AnnotationList both = (await server.GetAsync(Path)).Read<AnnotationList>();
        Answer gone = await server.SendAsync(HttpMethod.Delete, $"{Path}/{later.Read<AnnotationView>().Number}");
        AnnotationList one = (await server.GetAsync(Path)).Read<AnnotationList>();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.NoContent),
            (later.Status, earlier.Status, gone.Status));
        Assert.Equal([("retrain", "on October", "local"), ("incident", "sensor dirty", "local")],
            both.Annotations.Select(a => (a.Kind, a.Text, a.By)));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero), both.Annotations[1].At);
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 12, 0, 0, TimeSpan.Zero), both.Annotations[1].End);
        Assert.Equal(earlier.Read<AnnotationView>(), Assert.Single(one.Annotations));
    }

    [Theory]
    [InlineData("""{"kind":"party","at":"2026-03-05T09:00:00Z","text":"x"}""", "kind")]
    [InlineData("""{"kind":"note","at":"2026-03-05T09:00:00Z","text":"  "}""", "text")]
    [InlineData("""{"kind":"note","at":"2026-03-05T09:00:00Z","text":"two\nlines"}""", "text")]
    [InlineData("""{"kind":"note","at":"1899-03-05T09:00:00Z","text":"x"}""", "at")]
    [InlineData("""{"kind":"note","at":"2026-03-05T09:00:00Z","end":"2026-03-05T09:00:00Z","text":"x"}""", "end")]
    public async Task A_field_that_is_wrong_is_named_and_nothing_is_kept(string body, string field)
    {
        await using RunningServer server = await WithModelAsync();

        Answer answer = await server.SendAsync(HttpMethod.Post, Path, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(field, answer.Problem.Field);
        Assert.Empty((await server.GetAsync(Path)).Read<AnnotationList>().Annotations);
    }

    [Fact]
    public async Task A_number_or_a_model_that_is_not_there_is_said()
    {
        await using RunningServer server = await WithModelAsync();

        Answer number = await server.SendAsync(HttpMethod.Delete, Path + "/17");
        Answer model = await server.SendAsync(HttpMethod.Post, "/api/v1/models/none/annotations",
            """{"kind":"note","at":"2026-03-05T09:00:00Z","text":"x"}""");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (number.Status, model.Status));
        Assert.Contains("17", number.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_only_reads_notes_nothing()
    {
        await using RunningServer server = await WithModelAsync();
        NewKey reader = (await server.SendAsync(HttpMethod.Post, "/api/v1/keys", """{"name":"reader","scope":"read"}""", server.AdminKey))
            .Read<NewKey>();

        Answer added = await server.SendAsync(HttpMethod.Post, Path, """{"kind":"note","at":"2026-03-05T09:00:00Z","text":"x"}""",
            reader.Key);
        Answer read = await server.GetAsync(Path, reader.Key);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (added.Status, read.Status));
    }

    static async Task<RunningServer> WithModelAsync()
    {
        RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");
        return server;
    }
}
