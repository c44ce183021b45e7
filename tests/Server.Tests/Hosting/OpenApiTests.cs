using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Plumbline.Protocol;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Hosting;
using Plumbline.Server.Security;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Hosting;

public sealed partial class OpenApiTests
{
    static readonly JsonSerializerOptions s_indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly string[] s_methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    [Fact]
    public async Task No_description_shows_how_its_source_is_wrapped()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        string document = (await server.GetAsync("/openapi/v1.json")).Text;

        Assert.Contains("what lies in two of them counts once.", document, StringComparison.Ordinal);
        Assert.DoesNotContain(@"\n  ", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_endpoint_is_documented_and_nothing_else()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonElement paths = (await DocumentAsync(server)).GetProperty("paths");

        var mapped = Routes(server).SelectMany(r => Methods(r).Select(m => $"{m.ToLowerInvariant()} {PathOf(r)}")).Order();
        var documented = Operations(paths).Select(o => $"{o.Method} {o.Path}").Order();

        Assert.Equal(mapped, documented);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_a_tag_answers_and_its_parameters()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var operations = Operations((await DocumentAsync(server)).GetProperty("paths")).ToArray();

        Assert.All(operations, o =>
        {
            Assert.True(o.Operation.TryGetProperty("summary", out JsonElement summary) && summary.GetString() is { Length: > 10 },
                $"{o.Method} {o.Path} has no summary");
            Assert.True(o.Operation.GetProperty("tags").GetArrayLength() > 0, $"{o.Method} {o.Path} has no tag");
            Assert.Contains(o.Operation.GetProperty("responses").EnumerateObject(), r => r.Name[0] is '2' or '3');
            var inPath = Parameter().Matches(o.Path).Select(m => m.Groups[1].Value);
            var described = o.Operation.TryGetProperty("parameters", out JsonElement parameters)
                ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "path")
                .Select(p => p.GetProperty("name").GetString()!) : [];
            Assert.Equal(inPath.Order(), described.Order());
        });
        Assert.Equal(operations.Length, operations.Select(o => o.Operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Every_parameter_has_words_and_an_example()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        var bare = from o in Operations((await DocumentAsync(server)).GetProperty("paths"))
                   where o.Operation.TryGetProperty("parameters", out _)
                   from parameter in o.Operation.GetProperty("parameters").EnumerateArray()
                   where !parameter.TryGetProperty("description", out _)
                       || !(parameter.TryGetProperty("example", out _) || parameter.TryGetProperty("examples", out _))
                   select $"{o.Method} {o.Path} {parameter.GetProperty("name").GetString()}";

        Assert.Empty(bare);
    }

    [Fact]
    public async Task Every_example_of_a_body_is_of_an_operation_and_reads_as_what_it_takes()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var operations = Operations((await DocumentAsync(server)).GetProperty("paths"))
            .ToDictionary(o => o.Operation.GetProperty("operationId").GetString()!, o => (o.Method, o.Path));
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/churn", OpenApiBodies.Examples["PutModel"]);

        foreach (var (name, example) in OpenApiBodies.Examples)
        {
            var (method, path) = operations[name];
            Answer answer = await server.SendAsync(new HttpMethod(method.ToUpperInvariant()), Filled(path), example, server.AdminKey);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{name}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task Every_example_of_an_answer_is_in_the_document_and_reads_as_its_contract_without_anything_lost()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonElement document = await DocumentAsync(server);
        string[] shown = [.. Operations(document.GetProperty("paths"))
            .SelectMany(o => o.Operation.GetProperty("responses").EnumerateObject())
            .Select(r => r.Value.TryGetProperty("content", out JsonElement content)
            && content.TryGetProperty("application/json", out JsonElement body)
                && body.TryGetProperty("example", out _) ? body.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1]
                : null)
            .OfType<string>().Distinct()];

        Assert.Equal(OpenApiAnswers.Examples.Keys.Order(), shown.Order());
        foreach (var (name, example) in OpenApiAnswers.Examples)
        {
            JsonTypeInfo type = ContractOf(name);
            JsonNode again = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(example, type), type)!;
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(example), again), $"{name} reads as {again.ToJsonString()}");
        }
    }

    [Fact]
    public async Task The_documents_in_the_repository_are_those_of_this_build()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonElement document = await DocumentAsync(server);
        (string File, string Text)[] pages =
        [
            ("openapi.json", JsonSerializer.Serialize(document, s_indented).ReplaceLineEndings("\n") + "\n"),
            ("README.md", ApiPage.Of(document)),
        ];

        foreach (var (file, text) in pages)
        {
            string path = Repository.Path("docs", "api", file);
            if (Environment.GetEnvironmentVariable("PLUMBLINE_UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(path, text);
            Assert.True(await File.ReadAllTextAsync(path) == text,
                $"docs/api/{file} is not what the server says. Look at the difference and set PLUMBLINE_UPDATE_GOLDEN=1 to write it.");
        }
    }

    [Fact]
    public async Task Every_problem_has_an_example_that_is_one()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int found = 0;

        foreach (var (method, path, operation) in Operations((await DocumentAsync(server)).GetProperty("paths")))
            foreach (JsonProperty response in operation.GetProperty("responses").EnumerateObject())
            {
                if (!response.Value.TryGetProperty("content", out JsonElement content)
                    || !content.TryGetProperty(Problem.MediaType, out JsonElement body)) continue;
                Assert.True(body.TryGetProperty("example", out JsonElement example), $"{method} {path} {response.Name} has no example");
                Assert.Equal(response.Name, $"{example.GetProperty("status").GetInt32()}");
                Assert.False(string.IsNullOrEmpty(example.GetProperty("detail").GetString()));
                found++;
            }

        Assert.True(found > 30);
    }

    [Fact]
    public async Task The_document_is_openapi_3_1_and_every_reference_leads_somewhere()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonElement document = await DocumentAsync(server);

        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("Plumbline", document.GetProperty("info").GetProperty("title").GetString());
        string[] references = [.. References(document)];
        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.True(Leads(document, r), r));
        Assert.All(Operations(document.GetProperty("paths")).Where(o => o.Operation.TryGetProperty("security", out _)),
            o => Assert.Contains("\"key\"", o.Operation.GetProperty("security").GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_says_what_it_needs()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Assert.All(server.Server.Endpoints, e => Assert.NotNull(e.Metadata.GetMetadata<AccessMetadata>()));
    }

    static async Task<JsonElement> DocumentAsync(RunningServer server)
    {
        Answer answer = await server.GetAsync("/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return JsonDocument.Parse(answer.Text).RootElement;
    }

    static string Filled(string path) =>
        path.Replace("{model}", "churn", StringComparison.Ordinal).Replace("{version}", "1", StringComparison.Ordinal)
        .Replace("{monitor}", "drift", StringComparison.Ordinal);

    static IEnumerable<RouteEndpoint> Routes(RunningServer server) => server.Server.Endpoints.OfType<RouteEndpoint>()
        .Where(r => r.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true });

    static IEnumerable<string> Methods(RouteEndpoint route) => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods;

    static string PathOf(RouteEndpoint route) => "/" + Constraint().Replace(route.RoutePattern.RawText!.TrimStart('/'), "{$1}");

    static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement paths) =>
        from path in paths.EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where s_methods.Contains(operation.Name)
        select (operation.Name, path.Name, operation.Value);

    static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .SelectMany(p => p is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    static bool Leads(JsonElement document, string reference)
    {
        JsonElement at = document;
        foreach (string step in reference.TrimStart('#').Trim('/').Split('/'))
            if (!(at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step.Replace("~1", "/", StringComparison.Ordinal), out at)))
                return false;
        return true;
    }

    [GeneratedRegex(@"\{(\w+)(?::[^}]*)?\??\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();

    static JsonTypeInfo ContractOf(string name)
    {
        Type type = typeof(ProtocolJson).Assembly.GetTypes().Single(t => t.Name == name);
        // As a client reads: what the server leaves out is null.
        var lenient = new JsonSerializerOptions(ProtocolJson.Default.Options) { RespectRequiredConstructorParameters = false };
        JsonSerializerContext[] contexts = [new ProtocolJson(lenient), IngestJson.Default];
        return contexts.Select(c => c.GetTypeInfo(type)).First(t => t is not null)!;
    }
}
