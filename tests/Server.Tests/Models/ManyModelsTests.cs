using System.Net;
using Microsoft.Data.Sqlite;
using Plumbline.Server.Tests.Reads;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Models;

/// <summary>A server with as many models as there may be.</summary>
public sealed class ManyModelsTests
{
    const int Most = 10_000, PageSize = 1_000;

    [Fact]
    public async Task Ten_thousand_models_are_listed_in_pages_and_the_next_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder);
        await using var server = await StoredServer.StartAsync(folder);

        var names = new List<string>();
        string? after = null;
        do
        {
            var page = await server.GetAsync($"/api/v1/models?limit={PageSize}{(after is null ? "" : "&after=" + after)}");
            names.AddRange(page.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("name").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        var (status, problem) = await server.SendAsync(HttpMethod.Put, "/api/v1/models/one-more", "{}");
        var (changed, _) = await server.SendAsync(HttpMethod.Put, "/api/v1/models/m-00007", """{"tags":{"team":"late"}}""");

        Assert.Equal(Most, names.Distinct().Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (status, changed));
        Assert.Contains("There are 10000 models, the most there may be.", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metrics_page_does_not_grow_with_the_models()
    {
        using var folder = new TemporaryFolder();
        string[] few = await FillAsync(folder);
        await using var server = await StoredServer.StartAsync(folder);

        string many = await server.TextAsync("/metrics");

        Assert.Contains("plumbline_models 10000", many, StringComparison.Ordinal);
        Assert.DoesNotContain("m-00007", many, StringComparison.Ordinal);
        Assert.Equal(few, Names(many));
    }

    /// <summary>Registers one model over HTTP and puts as many like it beside it as there is room for: one by one each would wait for the
    /// disk.</summary>
    /// <returns>The samples that the metrics page had with the one.</returns>
    static async Task<string[]> FillAsync(TemporaryFolder folder)
    {
        string[] samples;
        await using (var server = await StoredServer.StartAsync(folder))
        {
            Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Put, "/api/v1/models/m-00000",
                """{"schema":{"columns":[{"name":"age","type":"numeric"}]}}""")).Status);
            samples = Names(await server.TextAsync("/metrics"));
        }
        await using var catalog = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "catalog.db")};Pooling=False");
        await catalog.OpenAsync();
        await using var more = catalog.CreateCommand();
        more.CommandText = """
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $most)
            INSERT INTO models (name, body)
            SELECT printf('m-%05d', n), json_set(body, '$.name', printf('m-%05d', n)) FROM numbers, (SELECT body FROM models LIMIT 1)
            """;
        more.Parameters.AddWithValue("$most", Most);
        Assert.Equal(Most - 1, await more.ExecuteNonQueryAsync());
        return samples;
    }

    static string[] Names(string metrics) =>
        [.. metrics.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l[..l.LastIndexOf(' ')]).Order(StringComparer.Ordinal)];
}
