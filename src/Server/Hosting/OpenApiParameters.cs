using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Plumbline.Server.Hosting;

/// <summary>What each parameter of an address means, with an example. A name means the same wherever it occurs; a test finds one without
/// words.</summary>
static class OpenApiParameters
{
    static readonly Dictionary<string, (string Words, string Example)> s_all = new(StringComparer.Ordinal)
    {
        ["model"] = ("Name of the model.", "churn"),
        ["version"] = ("Version of the model, as sent with the events.", "2026-11"),
        ["monitor"] = ("Name of a monitor of the model.", "drift"),
        ["baseline"] = ("Name of a baseline of the model.", "default"),
        ["number"] = ("Its number, from the list of all.", "17"),
        ["from"] = ("First moment, included: a time with an offset.", "2026-11-22T00:00:00Z"),
        ["to"] = ("Last moment, not included: a time with an offset.", "2026-11-23T00:00:00Z"),
        ["limit"] = ("Most entries of a page.", "100"),
        ["after"] = ("`next` of the page before; left out for the first page.", "638993664000000000.4711"),
        ["tag"] = ("A tag, as NAME or NAME=VALUE.", "team=growth"),
        ["id"] = ("Id of one event.", "a1"),
        ["columns"] = ("Names of columns with commas between; left out: all.", "age,region"),
        ["column"] = ("Name of a column, or another subject of a monitor's parts.", "age"),
        ["measure"] = ("What is wanted.", "mean"),
        ["metric"] = ("Name of a metric that was sent.", "gpu_seconds"),
        ["segment"] = ("A value of a declared segment, as NAME=VALUE.", "region=north"),
        ["environment"] = ("Value of the events' environment; where cells are read it must be a declared segment.", "production"),
        ["step"] = ("Length of a step in seconds, 900 to 2678400.", "3600"),
        ["where"] = ("A condition COLUMN=VALUE, COLUMN= for missing; may be given several times.", "plan=pro"),
        ["between"] = ("A condition COLUMN=LOW..HIGH, both included, either may be left out; may be given several times.", "age=18..65"),
        ["with_truth"] = ("true: only events whose truth is known.", "true"),
        ["evaluation"] = ("Number of an evaluation: the rows of its window.", "17"),
        ["subject"] = ("A part of that evaluation: the rows that made its breach.", "age"),
        ["field"] = ("Field that rows were rejected for.", "features.age"),
        ["reason"] = ("A part of the reason that rows were rejected for.", "before 1970"),
        ["format"] = ("Form of the file: parquet or csv.", "csv"),
        ["state"] = ("State of what is listed or set.", "firing"),
        ["severity"] = ("Severity: warning or critical.", "critical"),
        ["kind"] = ("Kind of what is listed.", "drift"),
        ["breaches"] = ("true: only windows in breach.", "true"),
        ["provisional"] = ("true: the open window of a monitor as it stands, which is not kept.", "true"),
        ["language"] = ("Language of the reasons: en or zh-CN; left out: by Accept-Language.", "en"),
        ["days"] = ("How many days back are tried.", "30"),
        ["dry_run"] = ("true: says what would change and changes nothing.", "true"),
        ["prune"] = ("true: monitors that are not in the document are deleted.", "true"),
        ["level"] = ("Levels with commas between: trace, debug, info, warning, error, fatal, none.", "warning,error"),
        ["stream"] = ("Where the program wrote: stdout or stderr.", "stderr"),
        ["text"] = ("Text the line has in it; words with blanks between must all be there, each from the beginning of a word.",
            "connection refused"),
        ["event"] = ("Id of the event the line speaks of.", "a1"),
        ["became"] = ("What became of the numbers in the line: became, partly, refused or none.", "refused"),
        ["source"] = ("Process, container or file the lines of a text are from.", "scorer-1"),
        ["bare_metrics"] = ("true: a line that is nothing but a JSON object carries metrics without 'vh_metadata' around it.", "true"),
        ["code"] = ("The code of a one-time login link.", "Qm2x7d"),
        ["Idempotency-Key"] = ("Makes a retry safe: the same key with the same body gets the stored answer for 24 hours.", "batch-4711"),
    };

    public static void Describe(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter.Name is not { } name || !s_all.TryGetValue(name, out var about)) continue;
            parameter.Description ??= about.Words;
            parameter.Example ??= JsonValue.Create(about.Example);
        }
    }
}
