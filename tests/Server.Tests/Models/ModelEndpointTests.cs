using System.Net;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Models;

public sealed class ModelEndpointTests
{
    const string Churn = """
        {"task":"binary","positive":"yes","threshold":0.4,"lateness_seconds":60,"tags":{"team":"growth"},"schema":{"segments":["region"],"protected":["sex"],
         "columns":[{"name":"age","type":"numeric"},{"name":"sex","type":"categorical","role":"protected"},{"name":"region","type":"categorical","role":"segment"},
                    {"name":"prediction","type":"categorical","role":"prediction"},{"name":"score","type":"numeric","role":"score"}]}}
        """;

    [Fact]
    public async Task A_registered_model_reads_back_as_it_was_given()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer put = await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", Churn);
        ModelView model = (await server.GetAsync("/api/v1/models/churn")).Read<ModelView>();

        Assert.Equal((HttpStatusCode.Created, "/api/v1/models/churn"), (put.Status, put.Headers["Location"].Single()));
        Assert.Equal(("binary", "yes", 0.4, 60.0, true),
            (model.Task, model.Positive, model.Threshold, model.LatenessSeconds, model.IsConfirmed));
        Assert.Equal(["age", "sex", "region", "prediction", "score"], model.Schema.Columns.Select(c => c.Name));
        Assert.Equal(["feature", "protected", "segment", "prediction", "score"], model.Schema.Columns.Select(c => c.Role));
        Assert.Equal("growth", model.Tags["team"]);
        Assert.Equal(["region"], model.Schema.Segments);
        Assert.Equal(["sex"], model.Schema.Protected);
    }

    [Fact]
    public async Task Putting_the_same_again_changes_nothing_and_a_part_changes_that_part()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", Churn);
        var before = server.Catalog.FindModel("churn");

        Answer same = await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", Churn);
        Assert.Same(before, server.Catalog.FindModel("churn"));
        Answer part = await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", """{"threshold":0.7}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (same.Status, part.Status));
        ModelView model = part.Read<ModelView>();
        Assert.Equal((0.7, "yes", 1), (model.Threshold, model.Positive, model.Schema.Revision));
    }

    [Fact]
    public async Task A_change_of_columns_is_a_revision_with_its_changes_and_a_retyped_column_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", Churn);

        await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn",
            """{"schema":{"columns":[{"name":"age","type":"categorical"},{"name":"plan","type":"categorical"}]}}""");
        Answer retyped = await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn",
            """{"schema":{"columns":[{"name":"age","type":"vector"}]}}""");
        SchemaHistory history = (await server.GetAsync("/api/v1/models/churn/schema")).Read<SchemaHistory>();

        Assert.Equal([1, 2], history.Revisions.Select(r => r.Revision));
        Assert.Equal([("widened", "age"), ("added", "plan")], history.Revisions[1].Changes.Select(c => (c.Kind, c.Column)));
        Assert.Equal(["age", "sex", "region", "prediction", "score", "plan"], history.Revisions[1].Columns.Select(c => c.Name));
        Assert.Equal(HttpStatusCode.Conflict, retyped.Status);
        Assert.Equal("schema.columns.age", retyped.Problem.Field);
    }

    [Theory]
    [InlineData("""{"task":"clustering"}""", "task", "binary, multiclass, regression")]
    [InlineData("""{"threshold":1.5}""", "threshold", "0 to 1")]
    [InlineData("""{"lateness_seconds":-1}""", "lateness_seconds", "0 to 604800")]
    [InlineData("""{"schema":{"columns":[]}}""", "schema.columns", "1 to 1000")]
    [InlineData("""{"schema":{"columns":[{"name":"a","type":"int"}]}}""", "schema.columns[0].type", "numeric")]
    [InlineData("""{"schema":{"columns":[{"name":"a","type":"numeric","role":"boss"}]}}""", "schema.columns[0].role", "feature")]
    [InlineData("""{"schema":{"columns":[{"name":"prediction","type":"numeric"}]}}""", "schema.columns[0].name", "not taken")]
    [InlineData("""{"schema":{"columns":[{"name":"id","type":"categorical"}]}}""", "schema.columns[0].name", "not taken")]
    [InlineData("""{"schema":{"columns":[{"name":"answer","type":"numeric","role":"prediction"}]}}""", "schema.columns[0].name",
        "not taken")]
    [InlineData("""{"schema":{"columns":[{"name":"a","type":"numeric"},{"name":"a","type":"numeric"}]}}""", "schema.columns",
        "each name once")]
    [InlineData("""{"schema":{"columns":[{"name":"a\u0000b","type":"numeric"}]}}""", "schema.columns[0].name", "1 to 200 bytes")]
    [InlineData("""{"schema":{"columns":[{"name":"a","type":"numeric"}],"segments":["b"]}}""", "schema.segments",
        "a name of 'schema.columns'")]
    [InlineData("""{"schema":{"segments":["b"]}}""", "schema.segments", "together with schema.columns")]
    public async Task A_value_that_is_not_allowed_is_named_with_what_is(string body, string field, string allowed)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (answer.Status, answer.Problem.Field));
        Assert.Contains(allowed, answer.Problem.Allowed, StringComparison.Ordinal);
        Assert.Empty(server.Catalog.Models());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m",
            """{"task":"x","threshold":2,"schema":{"columns":[{"name":"a","type":"y"}]}}""");

        Assert.Equal(["task", "threshold", "schema.columns[0].type"], answer.Problem.Errors!.Select(e => e.Field));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("%3Cscript%3E")]
    [InlineData("a'%3B%20drop%20table%20models")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%E6%A8%A1%E5%9E%8B")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/" + name, "{}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "model"), (answer.Status, answer.Problem.Field));
        Assert.Empty(server.Catalog.Models());
    }

    [Fact]
    public async Task A_list_comes_in_pages_by_name()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        foreach (string name in new[] { "d", "b", "e", "a", "c" })
            await server.SendAsync(HttpMethod.Put, "/api/v1/models/" + name, name == "e" ? """{"tags":{"team":"x"}}""" : "{}");

        ModelList first = (await server.GetAsync("/api/v1/models?limit=2")).Read<ModelList>();
        ModelList second = (await server.GetAsync($"/api/v1/models?limit=3&after={first.Next}")).Read<ModelList>();
        ModelList tagged = (await server.GetAsync("/api/v1/models?tag=team%3Dx")).Read<ModelList>();
        Answer wrong = await server.GetAsync("/api/v1/models?limit=0");

        Assert.Equal(["a", "b"], first.Models.Select(m => m.Name));
        Assert.Equal((5, "b"), (first.Total, first.Next));
        Assert.Equal(["c", "d", "e"], second.Models.Select(m => m.Name));
        Assert.Null(second.Next);
        Assert.Equal("e", Assert.Single(tagged.Models).Name);
        Assert.Equal((HttpStatusCode.BadRequest, "limit", "0", "1 to 1000"),
            (wrong.Status, wrong.Problem.Field, wrong.Problem.Value, wrong.Problem.Allowed));
    }

    [Fact]
    public async Task One_model_too_many_is_refused_with_the_limit()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        for (int i = 0; i < 10_000; i++) server.Catalog.AddModel(
            new() { Name = $"m{i}", Revisions = [new(1, new() { Columns = [] }, default, [])] });

        Answer answer = await server.SendAsync(HttpMethod.Put, "/api/v1/models/more", "{}"),
            known = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m7", """{"threshold":0.2}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "at most 10000"), (answer.Status, answer.Problem.Allowed));
        Assert.Equal(HttpStatusCode.OK, known.Status);
    }

    [Fact]
    public async Task Many_registrations_at_once_lose_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => server.SendAsync(HttpMethod.Put, $"/api/v1/models/m/versions/v{i}", "{}")));
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");
        answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => server.SendAsync(HttpMethod.Put, $"/api/v1/models/m/versions/v{i}", "{}")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal(8, server.Catalog.FindModel("m")!.Versions.Length);
    }

    [Fact]
    public async Task A_full_disk_is_503_with_the_reason_and_passes()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");
        server.Log.Failure = new StorageException(StorageFailure.DiskFull, "No space left in the data folder.");

        Answer full = await server.SendAsync(HttpMethod.Delete, "/api/v1/models/m", null, server.AdminKey);
        server.Log.Failure = null;
        Answer later = await server.SendAsync(HttpMethod.Delete, "/api/v1/models/m", null, server.AdminKey);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:plumbline:problem:disk_full"), (full.Status, full.Problem.Type));
        Assert.NotEmpty(full.Headers["Retry-After"]);
        Assert.Equal(HttpStatusCode.Accepted, later.Status);
        Assert.Empty(server.Catalog.Models());
    }
}
