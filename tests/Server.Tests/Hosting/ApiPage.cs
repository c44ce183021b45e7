using System.Text;
using System.Text.Json;

namespace Plumbline.Server.Tests.Hosting;

/// <summary>The document of the API as a page for people.</summary>
static class ApiPage
{
    public static string Of(JsonElement document)
    {
        var page = new StringBuilder();
        page.Append("""
            # The HTTP API

            Written by a test from what the server says of itself at `/openapi/v1.json` ([openapi.json](openapi.json)); change the code, not this page.
            Times carry an offset or Z. Errors are problem details (RFC 9457): `type`, `detail`, and where they apply `field`, `value` and `allowed`.
            Keys are sent as `Authorization: Bearer plk_...`. Every reading says with `seq` up to which row of the log it is, and with `as_of` when
            that row was received.


            """.ReplaceLineEndings("\n"));
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, Method: o.Name.ToUpperInvariant(), Operation: o.Value)))
                .ToList();
        foreach (var tag in operations.GroupBy(o => o.Operation.GetProperty("tags")[0].GetString()!)
            .OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append("## ").Append(tag.Key).Append("\n\n");
            foreach (var (path, method, operation) in tag.OrderBy(o => o.Path, StringComparer.Ordinal)
                .ThenBy(o => o.Method, StringComparer.Ordinal))
                Append(page, path, method, operation);
        }
        return page.ToString().TrimEnd('\n') + "\n";
    }

    static void Append(StringBuilder page, string path, string method, JsonElement operation)
    {
        page.Append("### ").Append(method).Append(" `").Append(path).Append("`\n\n").Append(operation.GetProperty("summary").GetString());
        if (operation.TryGetProperty("description", out var description))
            page.Append('\n').Append(description.GetString()!.ReplaceLineEndings("\n"));
        page.Append("\n\n");
        if (operation.TryGetProperty("parameters", out var parameters) && parameters.GetArrayLength() > 0) Parameters(page, parameters);
        if (operation.TryGetProperty("requestBody", out var body))
            page.Append("Body: ").Append(string.Join(", ", body.GetProperty("content").EnumerateObject().Select(Content))).Append(".\n\n");
        var responses = operation.GetProperty("responses").EnumerateObject().ToLookup(r => r.Name[0] >= '4');
        page.Append("Answers: ").Append(string.Join("; ", responses[false].Select(Answer)));
        if (responses[true].Any()) page.Append("; problems ").Append(string.Join(", ", responses[true].Select(r => r.Name)));
        page.Append(".\n\n");
    }

    static void Parameters(StringBuilder page, JsonElement parameters)
    {
        page.Append("| parameter | in | meaning | example |\n|---|---|---|---|\n");
        foreach (var parameter in parameters.EnumerateArray())
        {
            string words = parameter.TryGetProperty("description", out var d) ? d.GetString()! : "",
                example = parameter.TryGetProperty("example", out var e) ? e.ToString() : "";
            page.Append($"| `{parameter.GetProperty("name").GetString()}` | {parameter.GetProperty("in").GetString()} | {words} | "
                + $"`{example}` |\n");
        }
        page.Append('\n');
    }

    static string Answer(JsonProperty response) => response.Value.TryGetProperty("content", out var content)
        ? $"{response.Name} {string.Join(", ", content.EnumerateObject().Select(Content))}" : response.Name;

    static string Content(JsonProperty content) => content.Value.TryGetProperty("schema", out var schema)
        && schema.TryGetProperty("$ref", out var reference)
        ? $"`{reference.GetString()!.Split('/')[^1]}` ({content.Name})" : content.Name;
}
