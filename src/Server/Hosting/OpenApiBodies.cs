using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Plumbline.Server.Hosting;

/// <summary>A body of each request that takes one, by the operation's name. A test reads them as the server does.</summary>
static class OpenApiBodies
{
    public static readonly IReadOnlyDictionary<string, string> Examples = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PutModel"] = """
            {"task":"binary","positive":"yes","threshold":0.5,"tags":{"team":"growth"},"schema":{"columns":[
              {"name":"age","type":"numeric"},{"name":"region","type":"categorical","role":"segment"},
              {"name":"environment","type":"categorical","role":"environment"},
              {"name":"prediction","type":"categorical","role":"prediction"},{"name":"score","type":"numeric","role":"score"}],"segments":["region","environment"]}}
            """,
        ["PutVersion"] = """{"role":"champion","environment":"production"}""",
        ["ConfirmSchema"] = """{"revision":1}""",
        ["AddAnnotation"] = """{"kind":"retrain","at":"2026-11-22T09:00:00Z","text":"trained on October"}""",
        ["MakeKey"] = """{"name":"churn service","scope":"ingest","model":"churn"}""",
        ["PutMonitor"] = """{"name":"drift","kind":"drift","window":"1d","baseline":"default","severity":"warning"}""",
        ["PreviewMonitor"] = """{"name":"latency","kind":"operations","measure":"latency_p95","window":"1h","threshold":{"high":250}}""",
        ["ApplyMonitors"] = """{"monitors":[{"model":"churn","name":"drift","kind":"drift","window":"1d"}]}""",
    };

    public static void Describe(OpenApiOperation operation)
    {
        if (operation.OperationId is not { } name || !Examples.TryGetValue(name, out string? example)) return;
        if (operation.RequestBody?.Content?.TryGetValue("application/json", out OpenApiMediaType? body) == true)
            body.Example = JsonNode.Parse(example);
    }
}
