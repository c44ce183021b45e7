using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Views.Dashboard;

namespace Plumbline.Views.Tests.Dashboard.Alerts;

public class InboxPageTests
{
    const string Script = "<script>alert(1)</script>";

    static readonly DateTimeOffset s_now = new(2026, 11, 19, 13, 20, 0, TimeSpan.Zero);

    static readonly Alert s_alert = new()
    {
        Number = 14,
        Monitor = 3,
        MonitorName = "drift",
        Model = 1,
        Subject = "minutes",
        Measure = "missing_share",
        State = AlertState.Firing,
        Severity = MonitorSeverity.Critical,
        Since = s_now.AddHours(-46),
        FiredAt = s_now.AddHours(-45),
        Window = new Window(s_now.AddHours(-24), s_now),
        Observed = new EvaluationPart
        {
            Subject = "minutes",
            Measure = "missing_share",
            Status = EvaluationStatus.Critical,
            Value = .238,
            Low = .22,
            High = .25,
            N = 4_812,
            Expected = .012,
            ExpectedN = 56_443,
            Threshold = .032,
            Reasons = [Message.Of("monitor.above_exactly", ("measure", "missing_share"), ("value", ".238"), ("bound", ".032"))],
        },
    };

    [Theory]
    [InlineData(Language.English, "minutes: missing share 23.8 %, expected at most 3.2 %", "≤ 3.2 %", "against baseline default")]
    [InlineData(Language.Chinese, "minutes：缺失占比 23.8 %，预期不高于 3.2 %", "≤ 3.2 %", "default")]
    public async Task A_card_says_what_was_observed_expected_when_and_of_how_many_rows(Language language, string title, string expected,
        string baseline)
    {
        string page = await PageAsync(language, s_alert);

        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Contains(baseline, page, StringComparison.Ordinal);
        Assert.Contains(language == Language.English ? "95 %: [22.0 %, 25.0 %]" : "95 % 区间 [22.0 %, 25.0 %]", page,
            StringComparison.Ordinal);
        Assert.Contains("4,812", page, StringComparison.Ordinal);
        Assert.Contains("title=\"2026-11-18 13:20 – 2026-11-19 13:20 UTC\"", page, StringComparison.Ordinal);
        Assert.Contains("/explore?model=churn&amp;evaluation=77&amp;subject=minutes", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.English, "minutes: missing in 24.7 % of rows instead of 0.1 %", "expected at least")]
    [InlineData(Language.Chinese, "minutes：缺失的行占 24.7 %，原为 0.1 %", "预期不低于")]
    public async Task A_column_that_drifted_by_missing_values_is_not_said_to_have_too_small_an_effect(Language language, string title,
        string wrong)
    {
        var drifted = s_alert with
        {
            Measure = "effect",
            Observed = s_alert.Observed with
            {
                Measure = "effect", Value = 0, Low = 0, High = .04, Threshold = .07,
                Reasons = [Message.Of("drift.missing_moved", ("current", MessageNumbers.Percent(.247)),
                    ("reference", MessageNumbers.Percent(.001)))],
            },
        };

        string page = await PageAsync(language, drifted);

        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, page, StringComparison.Ordinal);
        Assert.Contains("≤ 0.07", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_text_and_nothing_is_inline()
    {
        string page = await PageAsync(Language.English, s_alert with { Subject = Script, MonitorName = Script,
            Beside = [Script], AcknowledgedBy = Script, AcknowledgedAt = s_now, Observed = s_alert.Observed with { Subject = Script } });

        Assert.DoesNotContain(Script, page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(" style=| on[a-z]+=|<script>|<style", page);
    }

    [Fact]
    public async Task Who_may_not_acknowledge_has_no_button_for_it()
    {
        string reader = await PageAsync(Language.English, s_alert, mayAcknowledge: false),
            admin = await PageAsync(Language.English, s_alert);

        Assert.DoesNotContain("data-act=\"a\"", reader, StringComparison.Ordinal);
        Assert.Contains("data-act=\"a\"", admin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_whose_value_is_undefined_is_told_by_its_reason()
    {
        var absent = s_alert with { Subject = "rows", Measure = "rows", Observed = new EvaluationPart { Subject = "rows", Measure = "rows",
            Status = EvaluationStatus.Critical, Reasons = [Message.Of("monitor.absent")] } };

        string page = await PageAsync(Language.English, absent);

        Assert.Contains("<h2>no event arrived in this window</h2>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, "1 alert is firing and waits to be seen.")]
    [InlineData(3, 1, "3 alerts are firing on one model and wait to be seen.")]
    [InlineData(3, 2, "3 alerts are firing on 2 models and wait to be seen.")]
    public async Task The_first_sentence_counts_alerts_and_models(int firing, int models, string said)
    {
        string page = await PageAsync(Language.English, s_alert, counts: new InboxCounts(firing, 0, 0, models, false));

        Assert.Contains(said, page, StringComparison.Ordinal);
    }

    static Task<string> PageAsync(Language language, Alert alert, bool mayAcknowledge = true, InboxCounts? counts = null)
    {
        var view = new InboxView
        {
            Query = new InboxQuery(),
            Groups = [new InboxGroup("churn", [new InboxAlert(alert, null, 77, "default", [])])],
            AllGroups = 1,
            Counts = counts ?? new InboxCounts(1, 0, 0, 1, false),
            Models = ["churn"],
            MayAcknowledge = mayAcknowledge,
        };
        return DashboardPage.RenderAsync<AlertsPage>(Rendered.Frame(language, s_now, Section.Alerts), view);
    }
}
