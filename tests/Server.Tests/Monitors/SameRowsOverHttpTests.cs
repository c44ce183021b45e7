using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Plumbline.Datasets;
using Plumbline.Engine.Reports;
using Plumbline.Server.Tests.Reads;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Monitors;

/// <summary>The sample of the repository, once as two files and once sent event by event with its truths: the same verdicts and the same
/// numbers to
/// the last digit, however short the window.</summary>
public sealed class SameRowsOverHttpTests
{
    const string Model = "/api/v1/models/churn";
    const int Rows = 2_500;

    const string Segmented = """
        {"schema":{"columns":[{"name":"tenure_months","type":"numeric"},{"name":"monthly_charges","type":"numeric"},{"name":"minutes_used_30d","type":"numeric"},
         {"name":"sessions_30d","type":"numeric"},{"name":"support_tickets_30d","type":"numeric"},{"name":"contract","type":"categorical"},
         {"name":"region","type":"categorical"},{"name":"app_version","type":"categorical"},{"name":"gender","type":"categorical"},
         {"name":"age","type":"numeric"}],"segments":["region"]}}
        """;

    static readonly DatasetOptions s_flags =
        new() { Id = "customer", Target = "churned", Prediction = "decision", Scores = [new ScoreColumn("score", null)] };

    static readonly Dictionary<string, string> s_liveNames =
        new(StringComparer.Ordinal) { ["decision"] = "prediction", ["churned"] = "truth" };

    [Theory]
    [InlineData("15m")]
    [InlineData("7d")]
    public async Task Drift_quality_and_integrity_say_what_the_report_says(string window)
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoredServer.StartAsync(folder);
        await PrepareAsync(server, window);
        await SendAsync(server);
        var report = Report();

        var quality = await EvaluationAsync(server, "quality",
            e => Parts(e).GetValueOrDefault("accuracy accuracy") is { ValueKind: JsonValueKind.Object } p
            && Long(p, "n") == Rows);
        var drift = await EvaluationAsync(server, "drift", e => Parts(e).ContainsKey("truth effect"));
        var integrity = await EvaluationAsync(server, "integrity", e => Parts(e).ContainsKey("truth check.missing"));

        AssertQuality(report.Quality!, quality);
        AssertDrift(report, drift);
        AssertIntegrity(report, integrity);
    }

    [Fact]
    public async Task Quality_by_segment_says_what_the_report_says()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoredServer.StartAsync(folder);
        var report = Report(s_flags with { Segments = ["region"] });
        var segment = Assert.Single(report.Segments);
        await PrepareAsync(server, "7d", Segmented, segment.Measure);
        await SendAsync(server);

        var quality = await EvaluationAsync(server, "by_region",
            e => e.GetProperty("parts").EnumerateArray().Sum(p => Long(p, "n")) == Labelled(segment));

        var parts = Parts(quality);
        Assert.Equal(segment.Rows.Count, parts.Count);
        foreach (var row in segment.Rows)
        {
            var part = parts[$"region = {row.Value} {segment.Measure}"];
            Assert.Equal(((double?)row.Current!.Value, row.Current.Low, row.Current.High, row.Current.N),
                (Number(part, "value"), Number(part, "low"), Number(part, "high"), Long(part, "n")));
            Assert.Equal(((double?)row.Reference!.Value, row.Reference.Low, row.Reference.High),
                (Number(part, "expected"), Number(part, "expected_low"), Number(part, "expected_high")));
            if (double.IsNaN(row.QValue)) Assert.Equal("insufficient_data", part.GetProperty("status").GetString());
            else Assert.Equal(((double?)row.Change!.PValue, (double?)row.QValue), (Number(part, "p_value"), Number(part, "q_value")));
        }
        Assert.Contains(segment.Rows, r => !double.IsNaN(r.QValue));

        static long? Labelled(SegmentReport segment) => segment.Rows.Sum(r => r.Current!.N);
    }

    static void AssertQuality(QualityReport report, JsonElement live)
    {
        var parts = Parts(live);
        Assert.Equal(report.Headline.Order(), parts.Values.Select(p => p.GetProperty("measure").GetString()!).Order());
        foreach (string measure in report.Headline)
        {
            var (part, change) = (parts[$"{measure} {measure}"], report.Changes[measure]);
            var (now, before) = (report.Current!.Measures[measure], report.Reference!.Measures[measure]);
            Assert.Equal(((double?)now.Value, now.Low, now.High, now.N),
                (Number(part, "value"), Number(part, "low"), Number(part, "high"), Long(part, "n")));
            Assert.Equal(((double?)before.Value, before.Low, before.High),
                (Number(part, "expected"), Number(part, "expected_low"), Number(part, "expected_high")));
            Assert.Equal(((double?)change.PValue, (double?)change.QValue), (Number(part, "p_value"), Number(part, "q_value")));
            Assert.Equal(change.Verdict switch
            {
                QualityVerdict.Worse => "warning",
                QualityVerdict.Better or QualityVerdict.NoChangeSeen => "ok",
                QualityVerdict.InsufficientData => "insufficient_data",
            }, part.GetProperty("status").GetString());
        }
        Assert.Equal(QualityVerdict.Worse, report.Changes["recall"].Verdict);
        Assert.Contains(report.Headline, m => report.Changes[m].Verdict == QualityVerdict.NoChangeSeen);
    }

    static void AssertDrift(Report report, JsonElement live)
    {
        var parts = Parts(live);
        var judged = report.Columns.Where(c => c.Drift is not null).ToList();
        Assert.Equal(judged.Count, parts.Count);
        foreach (var column in judged)
        {
            var (part, drift) = (parts[LiveName(column.Name) + " effect"], column.Drift!);
            Assert.Equal(((double?)drift.Effect!.Value, (double?)drift.Effect.Low, (double?)drift.Effect.High,
                (double?)drift.Effect.Threshold),
                (Number(part, "value"), Number(part, "low"), Number(part, "high"), Number(part, "threshold")));
            Assert.Equal(((double?)drift.PValue, (double?)drift.QValue), (Number(part, "p_value"), Number(part, "q_value")));
            Assert.Equal(drift.Verdict == Verdict.Drift ? "warning" : drift.Verdict == Verdict.Stable ? "ok" : "insufficient_data",
                part.GetProperty("status").GetString());
        }
        Assert.Equal(3, judged.Count(c => c.Drift!.Verdict == Verdict.Drift));
    }

    static void AssertIntegrity(Report report, JsonElement live)
    {
        var parts = Parts(live);
        var checks = report.Integrity.Where(c => c is { Set: "current", Column: not null } and not { Column: "customer" or "time" })
            .ToList();
        foreach (var check in checks)
        {
            var part = parts[$"{LiveName(check.Column!)} check.{check.Check}"];
            Assert.Equal(check.Passed, part.GetProperty("status").GetString() == "ok");
            if (double.IsFinite(check.Observed)) Assert.Equal(check.Observed, Number(part, "value"));
        }
        Assert.Contains(checks, c => c is { Check: "range", Observed: > 0 });
        Assert.Contains(checks, c => c is { Check: "almost_constant", Observed: > 0 });
        Assert.Contains(checks, c => c is { Check: "unseen_categories", Passed: false });
        Assert.Contains(checks, c => c is { Check: "missing", Passed: false });
    }

    static Report Report(DatasetOptions? flags = null)
    {
        using var reference = DatasetReader.OpenReference(Sample("reference.csv"), flags ?? s_flags, null, CancellationToken.None);
        using var current = DatasetReader.OpenCurrent(Sample("current.csv"), flags ?? s_flags, reference.Schema, null,
            CancellationToken.None);
        return ReportBuilder.Build(new ReportSource.Rows(reference), new ReportSource.Rows(current),
            new ReportOptions { Multivariate = false, Pictures = false, Slices = false }, null, CancellationToken.None);
    }

    static async Task PrepareAsync(StoredServer server, string window, string model = "{}", string? bySegment = null)
    {
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Put, Model, model)).Status);
        var (status, made) = await server.SendAsync(HttpMethod.Put,
            $"{Model}/baselines/default?id=customer&target=churned&prediction=decision&score=score",
                File.ReadAllText(Sample("reference.csv")), "text/csv");
        Assert.True(status == HttpStatusCode.Created, $"{status} {made}");
        foreach (string kind in (string[])["drift", "quality", "integrity"])
            Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/{kind}",
                $$"""{"name":"{{kind}}","kind":"{{kind}}","window":"{{window}}"}""")).Status);
        if (bySegment is null) return;
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/by_region",
            $$"""{"name":"by_region","kind":"quality","measure":"{{bySegment}}","segment":"region","window":"{{window}}"}""")).Status);
    }

    // All in one moment: a window that is over, of this week and of the one before as well.
    static async Task SendAsync(StoredServer server)
    {
        string[][] lines = [.. File.ReadLines(Sample("current.csv")).Select(l => l.Split(','))];
        string time = TimeProvider.System.GetUtcNow().AddDays(-8).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var (events, truths) = (new StringBuilder(), new StringBuilder());
        foreach (string[] line in lines.Skip(1))
        {
            var features = lines[0].Zip(line).Where(f => f.First is not ("customer" or "time" or "score" or "decision" or "churned"))
                .Select(f => $"\"{f.First}\":{Json(f.Second)}");
            events.Append(CultureInfo.InvariantCulture,
                $"{{\"id\":\"{line[0]}\",\"time\":\"{time}\",\"features\":{{{string.Join(',', features)}}},")
                .Append(CultureInfo.InvariantCulture, $"\"score\":{line[12]},\"prediction\":\"{line[13]}\"}}\n");
            truths.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{line[0]}\",\"truth\":\"{line[14]}\"}}\n");
        }
        var (_, taken) = await server.SendAsync(HttpMethod.Post, $"{Model}/events", events.ToString(), "application/x-ndjson");
        Assert.True(Long(taken, "accepted") == Rows, taken.ToString());
        (_, taken) = await server.SendAsync(HttpMethod.Post, $"{Model}/truths", truths.ToString(), "application/x-ndjson");
        Assert.True(Long(taken, "accepted") == Rows, taken.ToString());
    }

    static string Json(string text) =>
        text.Length == 0 ? "null" : double.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : $"\"{text}\"";

    // The newest evaluation of the window that holds the rows.
    static async Task<JsonElement> EvaluationAsync(StoredServer server, string monitor, Func<JsonElement, bool> isDone)
    {
        JsonElement found = default;
        await server.WaitAsync($"{Model}/evaluations?monitor={monitor}&limit=1000", list => list.GetProperty("evaluations").EnumerateArray()
            .Any(e => Long(e, "rows") == Rows && isDone(found = e)));
        return found;
    }

    static Dictionary<string, JsonElement> Parts(JsonElement evaluation) => evaluation.GetProperty("parts").EnumerateArray()
        .ToDictionary(p => $"{p.GetProperty("subject").GetString()} {p.GetProperty("measure").GetString()}");

    static double? Number(JsonElement part, string name) => part.TryGetProperty(name, out var found) ? found.GetDouble() : null;

    static long? Long(JsonElement part, string name) => part.GetProperty(name).GetInt64();

    static string LiveName(string name) => s_liveNames.GetValueOrDefault(name, name);

    static string Sample(string file) => Repository.Path("samples", "churn", file);
}
