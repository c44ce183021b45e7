using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Rendering;

public class ReportSchemaTests
{
    static readonly string s_schema = File.ReadAllText(Repository.Path("docs", "report.schema.json"));

    [Fact]
    public async Task A_full_report_is_what_the_published_schema_says() => Assert.Empty(await Errors(s_schema, Json(SampleReport.With())));

    [Fact]
    public async Task The_schema_names_every_field_that_is_written() => Assert.Empty(await Errors(Closed(), Json(SampleReport.With())));

    [Fact]
    public async Task The_schema_refuses_a_renamed_field()
    {
        string renamed = Json(SampleReport.With()).Replace("\"verdict\"", "\"judgement\"", StringComparison.Ordinal);

        Assert.NotEmpty(await Errors(s_schema, renamed));
    }

    /// <summary>What is wrong with a document by the published schema.</summary>
    internal static Task<IReadOnlyList<string>> Errors(string document) => Errors(s_schema, document);

    internal static string Json(Report report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static async Task<IReadOnlyList<string>> Errors(string schema, string document)
    {
        JsonSchema read = await JsonSchema.FromJsonAsync(schema, TestContext.Current.CancellationToken);
        return [.. read.Validate(document).Select((ValidationError e) => e.ToString())];
    }

    // The same schema with "nothing else" added to every object that lists its properties.
    static string Closed()
    {
        JsonNode root = JsonNode.Parse(s_schema)!;
        Close(root);
        return root.ToJsonString();
    }

    static void Close(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (JsonNode? item in array) Close(item);
        if (node is not JsonObject map) return;
        foreach ((_, JsonNode? value) in map.ToArray()) Close(value);
        if (map.ContainsKey("properties") && map.ContainsKey("type")) map["additionalProperties"] = false;
    }
}
