using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Browser.Tests.Model;

/// <summary>As many columns, segment values and windows as somebody may have: pages stay small, and say what they leave out.</summary>
public class LargeModelTests(Browsing browsing)
{
    const int Columns = 990, Events = 520, SegmentValues = 500, Batch = 104, Windows = 10_000, LargestPage = 1_500_000;

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_model_of_a_thousand_columns_and_five_hundred_segment_values_is_shown_a_page_at_a_time()
    {
        await using var server = await OwnServer.StartAsync();
        var sent = await SendWideAsync(server);
        await using var visit = await browsing.VisitAsync(server.Address);

        // By then a later window, in which nothing came, may have been judged.
        await visit.Page.GotoAsync("/models/wide?window=" + Written(sent, "yyyy-MM-dd'T'HH:mm:ss'Z'"));
        int model = (await visit.Page.ContentAsync()).Length;
        await Assertions.Expect(visit.Page.Locator("#columns tbody a.name")).ToHaveCountAsync(50);
        await visit.Page.ClickAsync("#columns .pager a:has-text('Next')");
        await Assertions.Expect(visit.Page.Locator("#columns .pager")).ToContainTextAsync("51");
        await visit.Page.FillAsync("#columns input[type=search]", "f-777");
        await visit.Page.PressAsync("#columns input[type=search]", "Enter");
        await Assertions.Expect(visit.Page.Locator("#columns tbody a.name")).ToHaveCountAsync(1);
        await visit.Page.ClickAsync("#columns tbody a.name");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("f-777");
        int column = (await visit.Page.ContentAsync()).Length;

        Assert.InRange(model, 10_000, LargestPage);
        Assert.InRange(column, 10_000, LargestPage);
        await Assertions.Expect(visit.Page.Locator("tr:has-text('camera = camera-')").First).ToBeVisibleAsync();
        await visit.AssertNothingOverflowsAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Of_ten_thousand_windows_the_newest_are_drawn_and_any_other_is_reached()
    {
        await using var server = await OwnServer.StartAsync();
        var oldest = await JudgeManyAsync(server);
        await using var visit = await browsing.VisitAsync(server.Address, o => o.TimezoneId = "UTC");

        await visit.Page.GotoAsync("/models/long");
        int page = (await visit.Page.ContentAsync()).Length;
        await Assertions.Expect(visit.Page.Locator("#drift .windows-note")).ToContainTextAsync("of 10,000 windows");
        await visit.Page.FillAsync("#drift .windows-note input", Written(oldest.AddHours(3), "yyyy-MM-dd'T'HH:mm"));
        await visit.Page.ClickAsync("#drift .windows-note button");
        await Assertions.Expect(visit.Page.Locator("#drift .windows-note")).ToContainTextAsync("around");

        Assert.InRange(page, 10_000, LargestPage);
        Assert.Contains(Written(oldest.AddHours(3), "d MMM"), await visit.Page.InnerTextAsync(".pick b"), StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    static async Task<DateTimeOffset> SendWideAsync(OwnServer server)
    {
        using var api = new Api(server.Address);
        // Their quarter of an hour is over, and so is the time late events may take.
        var time = Now.AddMinutes(-40);
        for (int sent = 0; sent < Events; sent += Batch)
        {
            await api.SendAsync(HttpMethod.Post, "models/wide/events", Enumerable.Range(sent, Batch).Select(i => new
            {
                id = $"e{i}",
                time,
                version = "1",
                features = Enumerable.Range(0, Columns).ToDictionary(c => $"f-{c}", c => ValueOf(i, c)),
                segments = new Dictionary<string, string> { ["camera"] = $"camera-{i % SegmentValues}" },
                prediction = i % 3 == 0 ? "yes" : "no",
            }).ToArray());
        }
        var rows = new StringBuilder(string.Join(',', Enumerable.Range(0, Columns).Select(c => $"f-{c}"))).Append(",prediction\n");
        for (int i = 0; i < Events; i++)
            rows.AppendJoin(',', Enumerable.Range(0, Columns).Select(c => ValueOf(i + 7, c))).Append(",no\n");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        using var baseline = new StringContent(rows.ToString(), Encoding.UTF8, "text/csv");
        using var answer = await http.PutAsync(new Uri("/api/v1/models/wide/baselines/default?prediction=prediction", UriKind.Relative),
            baseline);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await api.SendAsync(HttpMethod.Put, "models/wide/monitors/drift", new { name = "drift", kind = "drift", window = "15m" });
        await using var patience = new Patience(server.Address);
        await patience.UntilAsync("/models/wide", new Regex("class=\"?check\"?>"));
        return time;
    }

    static string Written(DateTimeOffset moment, string pattern) =>
        moment.UtcDateTime.ToString(pattern, CultureInfo.GetCultureInfo("en-GB"));

    static int ValueOf(int row, int column) => ((row * 31) + (column * 17)) % 97;

    // Evaluations as the server keeps them, more than anybody would wait for.
    static async Task<DateTimeOffset> JudgeManyAsync(OwnServer server)
    {
        using var api = new Api(server.Address);
        await api.SendAsync(HttpMethod.Post, "models/long/events", new[] { new { id = "e", time = Now.AddMinutes(-1), version = "1",
            features = new { age = 41 }, prediction = "yes" } });
        await api.SendAsync(HttpMethod.Put, "models/long/monitors/drift",
            new { name = "drift", kind = "drift", window = "1h", state = "paused" });
        var catalog = server.Service<ICatalog>();
        var monitor = catalog.Monitors(null).Single();
        var start = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddHours(-Windows);
        catalog.Record([.. Enumerable.Range(0, Windows).Select(i => new JudgedWindow(new Evaluation
        {
            Monitor = monitor.Number,
            MonitorRevision = monitor.Revision,
            Model = monitor.Model,
            Window = new Window(start.AddHours(i), start.AddHours(i + 1)),
            Status = EvaluationStatus.Ok,
            Parts = [new EvaluationPart { Subject = "age", Measure = "effect", Status = EvaluationStatus.Ok, Value = i % 7 / 100.0,
                N = 500 }],
            Rows = 500,
            Seq = 1,
            At = Now,
        }, [], []))]);
        await using var patience = new Patience(server.Address);
        await patience.UntilAsync("/models/long", new Regex("of 10,000 windows"));
        return start;
    }
}
