using System.Text.Encodings.Web;
using System.Text.Json;
using Plumbline.Engine.Suites;

namespace Plumbline.Cli.Rendering.Checks;

/// <summary>Writes the outcome of a suite as <c>plumbline/check/1</c>: undefined numbers are null.</summary>
static class CheckJson
{
    public static void Write(SuiteResult result, bool strict, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.Default });
        json.WriteStartObject();
        json.WriteString("schema", "plumbline/check/1");
        json.WriteString("suite", result.Suite);
        json.WriteBoolean("passed", CheckOutcome.Passed(result, strict));
        json.WriteStartObject("counts");
        foreach (ConditionStatus status in Enum.GetValues<ConditionStatus>()) json.WriteNumber(Word(status), result.CountOf(status));
        json.WriteEndObject();
        json.WriteStartArray("checks");
        foreach (ConditionOutcome outcome in result.Outcomes) Write(outcome, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(ConditionOutcome outcome, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", outcome.Name);
        json.WriteString("scope", Word(outcome.Scope));
        json.WriteString("subject", outcome.Subject);
        json.WriteString("measure", outcome.Measure);
        json.WriteString("status", Word(outcome.Status));
        json.WriteString("severity", Word(outcome.Severity));
        WriteNumber(json, "observed", outcome.Observed);
        WriteNumber(json, "reference", outcome.Reference);
        json.WriteString("expected", outcome.Expected.ToString());
        json.WriteString("message", outcome.Message.ToString());
        if (outcome.N is { } n) json.WriteNumber("n", n);
        json.WriteEndObject();
    }

    static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
