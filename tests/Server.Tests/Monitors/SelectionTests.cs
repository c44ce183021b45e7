using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Plumbline.Server.Tests.Reads;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Monitors;

/// <summary>Monitors of one version, of one environment, of every value of a segment: each column below moves in one of them
/// alone.</summary>
public sealed class SelectionTests
{
    const string Model = "/api/v1/models/churn";
    const int Rows = 1_600;

    [Fact]
    public async Task A_monitor_looks_at_its_version_its_environment_or_its_segment_only()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoredServer.StartAsync(folder);
        await PrepareAsync(server);
        foreach (string[] monitor in (string[][])[["old", "version", "1"], ["new", "version", "2"], ["live", "environment", "production"],
            ["trial", "environment", "staging"]])
            await PutAsync(server, $$"""{"name":"{{monitor[0]}}","kind":"drift","window":"1d","{{monitor[1]}}":"{{monitor[2]}}"}""");
        await PutAsync(server, """
            {"name":"regions","kind":"drift","measure":"mean","columns":["c"],"segment":"region","baseline":"none","window":"1d","threshold":{"high":1}}
            """);
        await SendAsync(server);

        var old = await PartsAsync(server, "old");
        var now = await PartsAsync(server, "new");
        Assert.Equal(("ok", "warning"), (old["a"], now["a"]));
        Assert.Equal(("warning", "warning"), (old["b"], now["b"]));
        Assert.Equal(("ok", "warning"), ((await PartsAsync(server, "live"))["b"], (await PartsAsync(server, "trial"))["b"]));
        Assert.Equal(new() { ["c (region = north)"] = "ok", ["c (region = south)"] = "warning" },
            await PartsAsync(server, "regions", Rows));
    }

    [Theory]
    [InlineData("""{"name":"m","kind":"drift","window":"1d","environment":"live","segment":"region"}""", "environment")]
    [InlineData("""{"name":"m","kind":"drift","window":"1d","environment":""}""", "environment")]
    public async Task An_environment_that_cannot_be_looked_at_is_refused(string monitor, string field)
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoredServer.StartAsync(folder);
        await PrepareAsync(server);

        var (status, problem) = await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/m", monitor);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (status, problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Environments_that_are_not_counted_by_themselves_are_told_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoredServer.StartAsync(folder);
        await server.SendAsync(HttpMethod.Put, Model, "{}");

        var (status, problem) = await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/m",
            """{"name":"m","kind":"drift","window":"1d","environment":"production"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "environment"), (status, problem.GetProperty("field").GetString()));
        Assert.Contains("schema.segments", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    static async Task PrepareAsync(StoredServer server)
    {
        var (status, made) = await server.SendAsync(HttpMethod.Put, Model, """
            {"schema":{"columns":[{"name":"a","type":"numeric"},{"name":"b","type":"numeric"},{"name":"c","type":"numeric"},
             {"name":"region","type":"categorical","role":"segment"},{"name":"environment","type":"categorical","role":"environment"}],
             "segments":["region","environment"]}}
            """);
        Assert.True(status == HttpStatusCode.Created, made.ToString());
        var csv = new StringBuilder("a,b,c\n");
        double[][] columns = [.. Enumerable.Range(1, 3).Select(i => Some.Normal(4_000, (ulong)i))];
        for (int i = 0; i < 4_000; i++)
            csv.AppendLine(string.Join(',', columns.Select(c => c[i].ToString("R", CultureInfo.InvariantCulture))));
        (status, made) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default", csv.ToString(), "text/csv");
        Assert.True(status == HttpStatusCode.Created, made.ToString());
    }

    static async Task PutAsync(StoredServer server, string monitor)
    {
        string name = JsonElement.Parse(monitor).GetProperty("name").GetString()!;
        var (status, made) = await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/{name}", monitor);
        Assert.True(status == HttpStatusCode.Created, made.ToString());
    }

    static async Task SendAsync(StoredServer server)
    {
        var day = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-3), TimeSpan.Zero);
        double[][] columns = [.. Enumerable.Range(11, 3).Select(i => Some.Normal(Rows, (ulong)i))];
        var lines = new StringBuilder();
        for (int i = 0; i < Rows; i++)
        {
            bool isNew = i % 2 == 1, isTrial = i / 2 % 2 == 1, isSouth = i / 4 % 2 == 1;
            var (a, b, c) = (columns[0][i] + (isNew ? 2 : 0), columns[1][i] + (isTrial ? 2 : 0), columns[2][i] + (isSouth ? 2 : 0));
            lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"e{i}\",\"time\":\"{day.AddSeconds(50 * i):yyyy-MM-dd'T'HH:mm:ss'Z'}\",")
                .Append(CultureInfo.InvariantCulture,
                    $"\"version\":\"{(isNew ? 2 : 1)}\",\"environment\":\"{(isTrial ? "staging" : "production")}\",")
                .Append(CultureInfo.InvariantCulture, $"\"features\":{{\"a\":{a:R},\"b\":{b:R},\"c\":{c:R}}},")
                .Append(CultureInfo.InvariantCulture, $"\"segments\":{{\"region\":\"{(isSouth ? "south" : "north")}\"}}}}\n");
        }
        var (_, taken) = await server.SendAsync(HttpMethod.Post, $"{Model}/events", lines.ToString(), "application/x-ndjson");
        Assert.True(taken.GetProperty("accepted").GetInt32() == Rows, taken.ToString());
    }

    // Status by subject, once all of its rows are judged.
    static async Task<Dictionary<string, string>> PartsAsync(StoredServer server, string monitor, long rows = Rows / 2)
    {
        JsonElement found = default;
        await server.WaitAsync($"{Model}/evaluations?monitor={monitor}", list => list.GetProperty("evaluations").EnumerateArray()
            .Any(e => (found = e).GetProperty("rows").GetInt64() == rows));
        return found.GetProperty("parts").EnumerateArray().ToDictionary(p => p.GetProperty("subject").GetString()!,
            p => p.GetProperty("status").GetString()!);
    }
}
