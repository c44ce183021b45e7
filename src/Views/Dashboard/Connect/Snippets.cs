namespace Plumbline.Views.Dashboard;

/// <summary>What a page shows to be copied. A test runs each of them.</summary>
/// <param name="Origin">Scheme and host of the server.</param>
/// <param name="Model">Name of the model, letters, digits, dots, dashes and underscores.</param>
/// <param name="Key">A key; null: none is needed.</param>
public sealed record Snippets(string Origin, string Model, string? Key)
{
    /// <summary>A line that is printed, and passed on.</summary>
    public string Print => $$$"""
        {{{Exports}}}printf '%s\n' '{"vh_metadata": {"confidence": 0.92}}' | plumbline pipe --model {{{Model}}} --url {{{Origin}}}
        """;

    /// <summary>A whole program before the pipe.</summary>
    public string PrintProgram => $"my-program 2>&1 | plumbline pipe --model {Model} --url {Origin}";

    /// <summary>How a line with a metric is printed in Python.</summary>
    public string PrintPython => """
        import json
        print(json.dumps({"vh_metadata": {"confidence": 0.92}}), flush=True)
        """;

    /// <summary>One event by hand.</summary>
    public string Curl => $$"""
        curl -X POST {{Origin}}/api/v1/models/{{Model}}/events {{Header}}--json '[
          {"id": "r-1", "version": "1", "features": {"age": 41, "region": "north"}, "prediction": "yes", "score": 0.83}]'
        """;

    /// <summary>What turned out to be right.</summary>
    public string CurlTruth => $$"""
        curl -X POST {{Origin}}/api/v1/models/{{Model}}/truths {{Header}}--json '[{"id": "r-1", "truth": "no"}]'
        """;

    /// <summary>Python with nothing but its standard library.</summary>
    public string Python => $$"""
        import json, urllib.request

        URL = "{{Origin}}/api/v1/models/{{Model}}/events"

        def send(*events):
            request = urllib.request.Request(URL, json.dumps(events).encode(),
                {{PythonHeaders}})
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)

        print(send({"id": "r-2", "version": "1", "features": {"age": 41, "region": "north"},
                    "prediction": "yes", "score": 0.83}))
        """;

    /// <summary>The .NET client.</summary>
    public string DotNet => $$"""
        using Plumbline.Client;

        using var client = new PlumblineClient(new Uri("{{Origin}}"), {{(Key is null ? "null" : $"\"{Key}\"")}});
        await using var sender = new EventSender(client, "{{Model}}");

        sender.LogPrediction("r-3", [("age", 41), ("region", "north")], prediction: "yes", score: 0.83);
        sender.LogTruth("r-3", "no");
        await sender.FlushAsync();
        """;

    string Exports => Key is null ? "" : $"export PLUMBLINE_KEY={Key}\n";

    string Header => Key is null ? "" : $"-H 'Authorization: Bearer {Key}' ";

    string PythonHeaders => "{\"Content-Type\": \"application/json\"" + (Key is null ? "" : $", \"Authorization\": \"Bearer {Key}\"") + "}";
}
