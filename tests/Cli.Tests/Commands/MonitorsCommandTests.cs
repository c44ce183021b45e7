using System.Net;
using System.Text.Json;
using Plumbline.Cli.Output;
using Plumbline.Client.Tests;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

public sealed class MonitorsCommandTests : IDisposable
{
    const string Yaml = """
        monitors:
          - model: churn
            name: drift-daily
            kind: drift
            columns: ["age", "income*"]
            window: 1d
            severity: critical
          - model: churn
            name: latency
            kind: operations
            measure: latency_p99
            window: 1h
            baseline: none
            threshold: { high: 250.5 }
        """;

    const string Changes = """
        {"is_applied":true,"changes":[
          {"model":"churn","monitor":"drift-daily","change":"created","fields":[{"name":"kind","to":"drift"}]},
          {"model":"churn","monitor":"latency","change":"changed","fields":[{"name":"threshold.high","from":"200","to":"250.5"}]},
          {"model":"churn","monitor":"old","change":"deleted","fields":[]},
          {"model":"churn","monitor":"volume","change":"unchanged","fields":[]}]}
        """;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Applying_sends_the_file_and_says_what_changed()
    {
        await using var server = await StubServer.StartAsync();
        server.ThenFail(HttpStatusCode.OK, body: Changes);

        Run run = await Of("apply", _folder.Write("m.yaml", Yaml), "--prune", "--url", server.Address.ToString(), "--key", "plk_x");

        Received request = Assert.Single(server.Requests);
        Assert.Equal(("/api/v1/monitors?prune=true", "Bearer plk_x"), (request.Path, request.Authorization));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""
            {"monitors":[
              {"model":"churn","name":"drift-daily","kind":"drift","columns":["age","income*"],"window":"1d","severity":"critical"},
              {"model":"churn","name":"latency","kind":"operations","measure":"latency_p99","baseline":"none","window":"1h",
               "threshold":{"high":250.5,"relation":"absolute"}}]}
            """), JsonElement.Parse(Assert.Single(request.Lines))));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("""
            + churn/drift-daily
                kind: drift
            ~ churn/latency
                threshold.high: 200 -> 250.5
            - churn/old
            1 were created, 1 changed, 1 deleted; 1 stay as they are.

            """, run.Out);
    }

    [Fact]
    public async Task A_diff_changes_nothing_and_its_exit_code_says_whether_anything_would()
    {
        await using var server = await StubServer.StartAsync();
        server.ThenFail(HttpStatusCode.OK, body: Changes).ThenFail(HttpStatusCode.OK, body: """{"is_applied":false,"changes":[]}""");
        string file = _folder.Write("m.yaml", Yaml);

        Run differs = await Of("diff", file, "--url", server.Address.ToString());
        Run same = await Of("diff", file, "--url", server.Address.ToString());

        Assert.All(server.Requests, r => Assert.Equal("/api/v1/monitors?dry_run=true", r.Path));
        Assert.Equal((1, 0), (differs.ExitCode, same.ExitCode));
    }

    [Fact]
    public async Task What_is_exported_is_sent_back_unchanged_when_applied()
    {
        const string Exported = """
            {"monitors":[{"model":"churn","name":"yes","kind":"drift","columns":["a: b","#c","1"],"segment":"region","version":"2.0",
              "baseline":"rolling:4","window":"1d","offset":"2h","threshold":{"low":1E-07,"high":3,"relation":"ratio"},
              "severity":"warning","state":"paused"}]}
            """;
        await using var server = await StubServer.StartAsync();
        server.ThenFail(HttpStatusCode.OK, body: Exported).ThenFail(HttpStatusCode.OK, body: Changes);
        string file = Path.Combine(_folder.Path, "m.yaml");

        Run export = await Of("export", file, "--model", "churn", "--url", server.Address.ToString());
        await Of("apply", file, "--url", server.Address.ToString());

        Assert.Equal((0, $"1 monitors are in {file}.\n"), (export.ExitCode, export.Out));
        Assert.Equal("/api/v1/monitors?model=churn", server.Requests.First().Path);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Exported), JsonElement.Parse(Assert.Single(server.Requests.Last().Lines))));
    }

    [Fact]
    public async Task A_dash_is_standard_input_and_output()
    {
        await using var server = await StubServer.StartAsync();
        server.ThenFail(HttpStatusCode.OK, body: """{"monitors":[{"model":"m","name":"a","kind":"drift","window":"1d"}]}""")
            .ThenFail(HttpStatusCode.OK, body: Changes);

        Run export = await Of("export", "-", "--url", server.Address.ToString());
        using var output = new StringWriter();
        using var input = new StringReader(export.Out);
        int code = await Task.Run(() => Program.Run(["monitors", "apply", "-", "--url", server.Address.ToString()],
            new Terminal { In = input, Out = output, Error = output }, TestContext.Current.CancellationToken));

        Assert.Equal("monitors:\n  - model: m\n    name: a\n    kind: drift\n    window: \"1d\"\n", export.Out);
        Assert.Equal(0, code);
        Assert.Contains("\"name\":\"a\"", Assert.Single(server.Requests.Last().Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_in_a_file_is_told_with_its_line_and_nothing_is_sent()
    {
        await using var server = await StubServer.StartAsync();
        string file = _folder.Write("m.yaml",
            "monitors:\n  - model: x\n    name: a\n    kind: drift\n    windw: 1d\n  - name: a\n    kind: drift\n    window: 1d\n    threshold: { high: much }\nmodel: x\n");

        Run run = await Of("apply", file, "--url", server.Address.ToString());

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line 5: unknown key 'windw'. Did you mean 'window'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 2: 'window' is missing.", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 6: 'model' is missing.", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 9: 'high' must be a number such as 0.05, found 'much'.", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 10: unknown key 'model'", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_servers_words_without_the_key()
    {
        await using var server = await StubServer.StartAsync();
        server.ThenFail(HttpStatusCode.UnprocessableEntity,
            body: """{"type":"x","title":"Invalid","status":422,"detail":"window: '1d2' is no window; write 15m, 1h or 1d."}""");

        Run run = await Of("apply", _folder.Write("m.yaml", Yaml), "--url", server.Address.ToString(), "--key", "plk_secret");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("422 window: '1d2' is no window; write 15m, 1h or 1d.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("plk_secret", run.Error + run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_refuses_is_told_with_the_line_of_its_monitor()
    {
        await using var server = await StubServer.StartAsync();
        server.ThenFail(HttpStatusCode.UnprocessableEntity, body: """
            {"type":"x","title":"Invalid","status":422,"detail":"2 fields are wrong.","errors":[
              {"field":"monitors[0].kind","detail":"'drft' is not allowed as monitors[0].kind."},
              {"field":"monitors[1].model","detail":"There is no model 'churn'."}]}
            """).ThenFail(HttpStatusCode.UnprocessableEntity,
            body: """{"type":"x","title":"Invalid","status":422,"detail":"There is no measure 'latency_p99'.","field":"monitors[1].measure"}""");
        string file = _folder.Write("m.yaml", Yaml);

        Run many = await Of("apply", file, "--url", server.Address.ToString()),
            one = await Of("diff", file, "--url", server.Address.ToString());

        Assert.Equal((2, 2), (many.ExitCode, one.ExitCode));
        Assert.Contains("m.yaml, line 2: drift-daily: 'drft' is not allowed as kind.", many.Error, StringComparison.Ordinal);
        Assert.Contains("m.yaml, line 8: latency: There is no model 'churn'.", many.Error, StringComparison.Ordinal);
        Assert.Contains("m.yaml, line 8: latency: There is no measure 'latency_p99'.", one.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_word_that_is_missing_or_misspelled_is_named()
    {
        Assert.Contains("After 'monitors' comes one of: apply, diff, export.", Run.Of("monitors").Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'apply'?", Run.Of("monitors", "aply", "m.yaml").Error, StringComparison.Ordinal);
    }

    static Task<Run> Of(params string[] args) => Task.Run(() => Run.Of(["monitors", .. args]));
}
