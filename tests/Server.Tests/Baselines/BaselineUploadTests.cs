using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Server.Tests.Ingest;
using Plumbline.Server.Tests.Ingest.Files;
using Plumbline.Server.Tests.Reads;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Baselines;

public sealed class BaselineUploadTests
{
    const string Model = "/api/v1/models/churn";
    const int Count = 3_000;

    static readonly InMemoryDataset s_rows =
        Some.Dataset(("age", Some.Normal(Count, 1, 40, 10)), ("plan", Some.Categories(Count, 2, ("basic", 3), ("pro", 1))));

    [Fact]
    public async Task Every_format_of_the_same_rows_makes_the_same_baseline()
    {
        await using var server = await StoredServer.StartAsync(s_rows);
        using var folder = new TemporaryFolder();
        string file = folder.Write("rows.csv", Text(","));
        byte[] parquet = ParquetTests.Parquet($"SELECT * FROM read_csv('{file}')");
        string lines = string.Concat(Rows().Select(r => $"{{\"age\":{r.Age},\"plan\":\"{r.Plan}\"}}\n"));

        string[] fingerprints =
        [
            await PutAsync(server, "csv", "text/csv", Encoding.UTF8.GetBytes(Text(","))),
            await PutAsync(server, "csv_gz", "text/csv", Sending.Gzip(Text(",")), gzip: true),
            await PutAsync(server, "gz", "application/gzip", Sending.Gzip(Text(","))),
            await PutAsync(server, "tsv", "text/tab-separated-values", Encoding.UTF8.GetBytes(Text("\t"))),
            await PutAsync(server, "lines", "application/x-ndjson", Encoding.UTF8.GetBytes(lines)),
            await PutAsync(server, "json", "application/json",
                Encoding.UTF8.GetBytes(" [" + string.Join(",", lines.Trim().Split('\n')) + "]")),
            await PutAsync(server, "parquet", "application/vnd.apache.parquet", parquet),
        ];

        Assert.Single(fingerprints.Distinct());
        Assert.Empty(Directory.GetFiles(server.Storage.Folder.Path, "*.rows", SearchOption.AllDirectories));
        var list = await server.GetAsync($"{Model}/baselines");
        Assert.Equal(7, list.GetProperty("baselines").GetArrayLength());
    }

    [Fact]
    public async Task The_answer_says_what_was_made_what_is_missing_and_what_to_watch()
    {
        await using var server = await StoredServer.StartAsync(s_rows);

        var (status, made) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default",
            "age\n" + string.Concat(Rows().Select(r => r.Age + "\n")), "text/csv");
        var one = await server.GetAsync($"{Model}/baselines/default");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(Count, made.GetProperty("rows").GetInt64());
        Assert.Contains("'plan'", Assert.Single(made.GetProperty("warnings").EnumerateArray()).GetString()!, StringComparison.Ordinal);
        Assert.NotEmpty(made.GetProperty("proposals").EnumerateArray());
        Assert.Equal(16, made.GetProperty("fingerprint").GetString()!.Length);
        Assert.Equal(Count, one.GetProperty("profile").GetProperty("rows").GetInt64());
        Assert.Equal("an uploaded file", one.GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("age,plan\nold,basic\nyoung,pro\nmiddling,basic\n", "age", "numeric")]
    [InlineData("height,width\n1,2\n3,4\n", null, "shares no column")]
    [InlineData("age,plan\n", null, "no row")]
    public async Task A_file_that_does_not_go_with_the_model_is_refused_and_the_difference_named(string text, string? field, string words)
    {
        await using var server = await StoredServer.StartAsync(s_rows);

        var (status, problem) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default", text, "text/csv");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        if (field is not null) Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.Empty((await server.GetAsync($"{Model}/baselines")).GetProperty("baselines").EnumerateArray());
    }

    [Fact]
    public async Task A_parameter_that_names_no_column_is_called_what_it_is_called_here()
    {
        await using var server = await StoredServer.StartAsync(s_rows);

        var (status, refused) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default?target=churned", Text(","), "text/csv");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("The file has no column 'churned', which 'target' names.", refused.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compression_that_is_not_said_and_a_column_that_is_not_there_are_named()
    {
        await using var server = await StoredServer.StartAsync(s_rows);

        var (unsaid, problem) = await SendAsync(server, "b", "text/csv", Sending.Gzip(Text(",")));
        var (absent, other) = await SendAsync(server, "b?target=churned", "text/csv", Encoding.UTF8.GetBytes(Text(",")));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnprocessableEntity), (unsaid, absent));
        Assert.Contains("application/gzip", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Contains("'churned'", other.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_baseline_has_a_larger_revision_and_a_deleted_one_is_gone()
    {
        await using var server = await StoredServer.StartAsync(s_rows);
        byte[] text = Encoding.UTF8.GetBytes(Text(","));
        string first = await PutAsync(server, "default", "text/csv", text);
        long revision = (await server.GetAsync($"{Model}/baselines/default")).GetProperty("revision").GetInt64();

        string second = await PutAsync(server, "default", "text/csv", Encoding.UTF8.GetBytes(Text(",", skip: 1_000)));
        await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/drift", """{"name":"drift","kind":"drift","window":"1d"}""");
        var (inUse, problem) = await server.SendAsync(HttpMethod.Delete, $"{Model}/baselines/default");
        await server.SendAsync(HttpMethod.Delete, $"{Model}/monitors/drift");
        var (deleted, _) = await server.SendAsync(HttpMethod.Delete, $"{Model}/baselines/default");
        var (gone, _) = await server.SendAsync(HttpMethod.Get, $"{Model}/baselines/default");

        Assert.NotEqual(first, second);
        Assert.True(server.Storage.Catalog.FindBaseline(server.Model.Number, Convert.ToUInt64(first, 16))!.Number == revision);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (inUse, deleted, gone));
        Assert.Contains("'drift'", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    static IEnumerable<(string Age, string Plan)> Rows()
    {
        var (age, plan) = ((NumericSlice)s_rows.Read("age", CancellationToken.None),
            (CategoricalSlice)s_rows.Read("plan", CancellationToken.None));
        return Enumerable.Range(0, Count).Select(i => (age.Values.Span[i].ToString("R", CultureInfo.InvariantCulture),
            plan.Categories[plan.Codes.Span[i]]));
    }

    static string Text(string delimiter, int skip = 0) =>
        $"age{delimiter}plan\n" + string.Concat(Rows().Skip(skip).Select(r => $"{r.Age}{delimiter}{r.Plan}\n"));

    static async Task<string> PutAsync(StoredServer server, string name, string type, byte[] body, bool gzip = false)
    {
        var (status, made) = await SendAsync(server, name, type, body, gzip);
        Assert.True(status == HttpStatusCode.Created, $"{name}: {status} {made}");
        return made.GetProperty("fingerprint").GetString()!;
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(StoredServer server, string name, string type, byte[] body,
        bool gzip = false)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (gzip) content.Headers.ContentEncoding.Add("gzip");
        return await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/{name}", content);
    }
}
