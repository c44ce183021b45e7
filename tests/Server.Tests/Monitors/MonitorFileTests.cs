using System.Net;
using Plumbline.Protocol;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Monitors;

/// <summary>Monitors as code, over HTTP.</summary>
public sealed class MonitorFileTests
{
    const string All = "/api/v1/monitors";
    const string Two = """
        {"monitors":[{"model":"churn","name":"drift","kind":"drift","window":"1d","columns":["age"]},
                     {"model":"price","name":"alive","kind":"absence","window":"1h","baseline":"none","severity":"critical"}]}
        """;

    [Fact]
    public async Task What_is_exported_is_applied_again_and_changes_nothing()
    {
        await using var server = await StartAsync();
        await ApplyAsync(server, "", Two);
        var exported = await server.GetAsync(All, server.AdminKey);

        var again = (await ApplyAsync(server, "?prune=true", exported.Text)).Read<MonitorChanges>();

        Assert.Equal([("churn", "drift", "unchanged"), ("price", "alive", "unchanged")],
            again.Changes.Select(c => (c.Model, c.Monitor, c.Change)));
        Assert.Equal(1, (await server.GetAsync("/api/v1/models/churn/monitors/drift", server.AdminKey)).Read<MonitorView>().Revision);
    }

    [Fact]
    public async Task A_dry_run_says_every_field_that_would_change_and_changes_nothing()
    {
        await using var server = await StartAsync();
        await ApplyAsync(server, "", Two);

        var dry = (await ApplyAsync(server, "?dry_run=true&prune=true", """
            {"monitors":[{"model":"churn","name":"drift","kind":"drift","window":"6h"},{"model":"churn","name":"new","kind":"integrity","window":"1d"}]}
            """)).Read<MonitorChanges>();

        Assert.False(dry.IsApplied);
        Assert.Equal([("drift", "changed"), ("new", "created")], dry.Changes.Select(c => (c.Monitor, c.Change)));
        Assert.Equal([new FieldChangeView("columns", "age", null), new FieldChangeView("window", "1d", "6h")], dry.Changes[0].Fields);
        Assert.Contains(new FieldChangeView("kind", null, "integrity"), dry.Changes[1].Fields);
        Assert.Equal(["drift", "alive"], await NamesAsync(server, ""));
    }

    [Fact]
    public async Task Pruning_deletes_monitors_of_the_models_in_the_document_only()
    {
        await using var server = await StartAsync();
        await ApplyAsync(server, "", Two);
        const string other = """{"monitors":[{"model":"churn","name":"other","kind":"drift","window":"1d"}]}""";

        await ApplyAsync(server, "", other);
        Assert.Equal(["drift", "other", "alive"], await NamesAsync(server, ""));
        var pruned = (await ApplyAsync(server, "?prune=true", other)).Read<MonitorChanges>();

        Assert.Equal([("drift", "deleted"), ("other", "unchanged")], pruned.Changes.Select(c => (c.Monitor, c.Change)));
        Assert.Equal(["other", "alive"], await NamesAsync(server, ""));
    }

    [Fact]
    public async Task A_measure_of_another_task_is_refused_before_it_fails_in_every_window()
    {
        await using var server = await StartAsync();
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", """{"task":"binary"}""", server.AdminKey);

        var answer = await server.SendAsync(HttpMethod.Put, All, """
            {"monitors":[{"model":"churn","name":"error","kind":"quality","window":"1d","measure":"rmse"}]}
            """, server.AdminKey);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "monitors[0].measure"), (answer.Status, answer.Problem.Field));
        Assert.Contains("binary classification, measured by recall", answer.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_of_a_document_is_told_at_once_and_nothing_of_it_is_applied()
    {
        await using var server = await StartAsync();

        var answer = await server.SendAsync(HttpMethod.Put, All, """
            {"monitors":[{"model":"churn","name":"good","kind":"drift","window":"1d"},{"model":"nobody","name":"a","kind":"drft","window":"10y"},
                         {"model":"churn","name":"good","kind":"drift","window":"10m"},{"name":"b","kind":"drift","window":"1d","measure":"psii"}]}
            """, server.AdminKey);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["monitors[1].kind", "monitors[1].model", "monitors[1].window", "monitors[2].name", "monitors[2].window",
            "monitors[3].measure",
            "monitors[3].model"], answer.Problem.Errors!.Select(e => e.Field).Order(StringComparer.Ordinal));
        Assert.Contains(answer.Problem.Errors!, e => e.Detail.Contains("did you mean 'psi'?", StringComparison.Ordinal));
        Assert.Empty(await NamesAsync(server, ""));
    }

    [Fact]
    public async Task The_list_is_narrowed_down_by_model_kind_and_state()
    {
        await using var server = await StartAsync();
        await ApplyAsync(server, "", Two);
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn/monitors/drift/state/paused", null, server.AdminKey);

        Assert.Equal(["alive"], await NamesAsync(server, "?model=price"));
        Assert.Equal(["drift"], await NamesAsync(server, "?kind=drift"));
        Assert.Equal(["drift"], await NamesAsync(server, "?state=paused"));
        Assert.Empty(await NamesAsync(server, "?model=churn&state=active"));
    }

    [Fact]
    public async Task A_key_of_one_model_sees_and_changes_that_one_only()
    {
        await using var server = await StartAsync();
        await ApplyAsync(server, "", Two);
        var made = await server.SendAsync(HttpMethod.Post, "/api/v1/keys", new KeyRequest("price team", "admin", "price"), server.AdminKey);
        string key = made.Read<NewKey>().Key;

        var list = (await server.GetAsync(All, key)).Read<MonitorFile>();
        var applied = await server.SendAsync(HttpMethod.Put, All, Two, key);
        var asked = await server.GetAsync(All + "?model=churn", key);

        Assert.Equal(["alive"], list.Monitors.Select(m => m.Name));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (applied.Status, asked.Status));
    }

    static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync();
        foreach (string name in (string[])["churn", "price"])
            Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Put, "/api/v1/models/" + name, "{}",
                server.AdminKey)).Status);
        return server;
    }

    static async Task<Answer> ApplyAsync(RunningServer server, string query, string body)
    {
        var answer = await server.SendAsync(HttpMethod.Put, All + query, body, server.AdminKey);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer;
    }

    static async Task<string[]> NamesAsync(RunningServer server, string query) =>
        [.. (await server.GetAsync(All + query, server.AdminKey)).Read<MonitorFile>().Monitors.Select(m => m.Name)];
}
