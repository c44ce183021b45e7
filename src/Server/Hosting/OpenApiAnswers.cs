using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Plumbline.Server.Hosting;

/// <summary>An answer of each kind people meet first, by the name of its schema. A test reads each as a client does.</summary>
static class OpenApiAnswers
{
    const string Part = """
        {"subject":"age","measure":"jensen_shannon","status":"critical","value":0.31,"low":0.29,"high":0.33,"n":4120,"threshold":0.1,
         "p_value":1e-12,"q_value":2e-12,"reasons":["The values of age are distributed differently than in the baseline."]}
        """;

    const string Evaluation = """
        {"number":17,"model":"churn","monitor":"drift","monitor_revision":1,"from":"2026-11-22T00:00:00+00:00",
         "to":"2026-11-23T00:00:00+00:00","status":"critical","rows":4120,"baseline":"default","baseline_fingerprint":"9f3c1a52d0e87b44",
         "profile_fingerprint":"51b7c6609ad2f3e1","reasons":["1 of 12 columns drifted."],"parts":[
        """ + Part + """],"at":"2026-11-23T00:05:01+00:00","seq":981204,"is_provisional":false,"is_historical":false}""";

    const string Alert = """
        {"number":3,"model":"churn","monitor":"drift","subject":"age","measure":"jensen_shannon","state":"firing","severity":"critical",
         "since":"2026-11-22T00:00:00+00:00","fired_at":"2026-11-23T00:05:01+00:00","from":"2026-11-22T00:00:00+00:00",
         "to":"2026-11-23T00:00:00+00:00","observed":
        """ + Part + ""","beside":["region"]}""";

    const string Monitor = """{"model":"churn","name":"drift","kind":"drift","window":"1d","baseline":"default","severity":"critical"}""";

    public static readonly IReadOnlyDictionary<string, string> Examples = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["IngestAnswer"] = """
            {"accepted":498,"duplicates":1,"conflicting":0,"rejected_count":1,"rejected":[
              {"index":17,"field":"features.age","reason":"The column is numeric. It was \"old\"."}]}
            """,
        ["ModelView"] = """
            {"name":"churn","task":"binary","positive":"yes","threshold":0.5,"lateness_seconds":300,"is_confirmed":true,
             "tags":{"team":"growth"},"schema":{"revision":1,"since":"2026-11-01T08:00:00+00:00","columns":[
               {"name":"age","type":"numeric","role":"feature"},{"name":"region","type":"categorical","role":"segment"},
               {"name":"prediction","type":"categorical","role":"prediction"}],"segments":["region"],"protected":[],"changes":[]},
             "versions":["7"],"counts":{"events":981204,"truths":40120,"rejected":12},"last_event_at":"2026-11-22T09:59:58+00:00",
             "created_at":"2026-11-01T08:00:00+00:00","seq":1021324,"as_of":"2026-11-22T10:00:00+00:00"}
            """,
        ["ModelList"] = """
            {"models":[{"name":"churn","is_confirmed":true,"columns":14,"versions":2,"tags":{"team":"growth"},
              "created_at":"2026-11-01T08:00:00+00:00","task":"binary"}],"total":3,"next":"churn"}
            """,
        ["DeletionAnswer"] = """{"seq":1021325}""",
        ["NewKey"] = """
            {"key":"plk_...","about":{"number":4,"name":"churn service","scope":"ingest","created_at":"2026-11-22T10:00:00+00:00","model":"churn"}}
            """,
        ["Health"] = """{"status":"ready"}""",
        ["MonitorView"] = """{"number":5,"monitor":""" + Monitor
            + ""","revision":1,"created_at":"2026-11-01T08:00:00+00:00","updated_at":"2026-11-01T08:00:00+00:00"}""",
        ["MonitorFile"] = """{"monitors":[""" + Monitor + "]}",
        ["MonitorChanges"] = """
            {"is_applied":true,"changes":[{"model":"churn","monitor":"drift","change":"changed","fields":[
              {"name":"severity","from":"warning","to":"critical"}]}]}
            """,
        ["EvaluationView"] = Evaluation,
        ["EvaluationList"] = """{"model":"churn","evaluations":[""" + Evaluation
            + """],"next":17,"seq":1021324,"as_of":"2026-11-23T00:06:00+00:00"}""",
        ["AlertView"] = Alert,
        ["AlertList"] = """{"alerts":[""" + Alert + """],"next":3}""",
        ["SeriesView"] = """
            {"measure":"mean","column":"age","from":"2026-11-22T00:00:00+00:00","to":"2026-11-22T02:00:00+00:00","points":2,"of":2,
             "step_seconds":3600,"baseline":{"name":"default","value":41.2,"low":41,"high":41.4,"n":50000},"series":[
              {"start":"2026-11-22T00:00:00+00:00","end":"2026-11-22T01:00:00+00:00","value":41.3,"low":40.1,"high":42.5,"n":412,
               "is_border":false,"is_sealed":false},
              {"start":"2026-11-22T01:00:00+00:00","end":"2026-11-22T02:00:00+00:00","value":55.8,"low":54.5,"high":57.1,"n":398,
               "is_border":false,"is_sealed":false}],"seq":1021324,"as_of":"2026-11-22T10:00:00+00:00"}
            """,
        ["EventList"] = """
            {"events":[{"seq":981204,"id":"a1","time":"2026-11-22T01:00:00+00:00","received_at":"2026-11-22T01:00:00.2+00:00",
              "values":{"age":41,"region":"north","prediction":"yes","score":0.83},"truth":"no",
              "truth_known_at":"2026-11-29T00:00:00+00:00"}],"next":"638993664000000000.981204","seq":1021324,
             "as_of":"2026-11-22T10:00:00+00:00"}
            """,
        ["RejectedList"] = """
            {"rows":[{"at":"2026-11-22T10:00:00+00:00","kind":"events","index":17,"field":"features.age","reason":"The column is numeric.",
              "alike":3,"value":"aaa"}],"causes":[{"kind":"events","field":"features.age","reason":"The column is numeric.","count":4,
              "last_at":"2026-11-22T10:00:00+00:00"}],"count":4,"all":12,"forgotten":0}
            """,
        ["RebuildAnswer"] = """{"cells":2880,"changed":0,"sealed_places":0,"seq":1021324}""",
    };

    public static void Describe(OpenApiOperation operation)
    {
        foreach ((string status, IOpenApiResponse response) in operation.Responses ?? [])
        {
            if (!status.StartsWith('2')
                || response.Content?.TryGetValue("application/json", out OpenApiMediaType? content) != true) continue;
            if (content!.Schema is OpenApiSchemaReference { Reference.Id: { } name } && Examples.TryGetValue(name, out string? example))
                content.Example = JsonNode.Parse(example);
        }
    }
}
