using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Suites;
using Plumbline.Views.Words;

namespace Plumbline.Views.Tests.Dashboard;

public class PartWordsTests
{
    public static TheoryData<string, string, double, double?, double?, string, string> Sentences => new()
    {
        { "missing_share", "minutes (region = south)", 1, .004, .5, "every row of region = south lacks minutes; usually 0.4 %",
            "region = south 的每一行都缺少 minutes；通常为 0.4 %" },
        { "missing_share", "minutes", .238, null, .02, "23.8 % of 1,200 rows lack minutes; at most 2.0 % is allowed",
            "1,200 行中有 23.8 % 缺少 minutes；上限为 2.0 %" },
        { "error_share", "region = south", .041, .002, null, "4.1 % of 1,200 events of region = south end in an error; usually 0.2 %",
            "region = south 的1,200 个事件中有 4.1 % 出错；通常为 0.2 %" },
        { "latency_p95", "latency_p95", 240, 38, null, "p95 latency is 240 ms; usually 38 ms", "p95 延迟为 240 ms；通常为 38 ms" },
        { "mean", "sharpness (camera = c2)", 96.5, 141, 118, "the mean of sharpness where camera = c2 is 96.5; usually 141",
            "camera = c2 的 sharpness 的均值为 96.5；通常为 141" },
        { "metric.queue_depth.mean", "metric.queue_depth.mean", 31, null, 25,
            "the mean of the metric queue_depth is 31; at most 25 is allowed", "指标 queue_depth 的平均值为 31；上限为 25" },
        { "recall", "recall", .46, .6, null, "recall is 0.460; the baseline has 0.600", "召回率为 0.460；基线为 0.600" },
        { "age", "age", 10_800, null, 3_600, "the last event is 3 h old; at most 60 min is allowed", "最后一个事件距今 3 小时；上限为 60 分钟" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void What_is_beyond_a_bound_is_said_in_words(string measure, string subject, double value, double? expected, double? bound,
        string english, string chinese)
    {
        var finding = Finding(measure, subject, value, expected, bound);

        Assert.Equal(english, PartWords.Said(finding, Language.English));
        Assert.Equal(chinese, PartWords.Said(finding, Language.Chinese));
    }

    public static TheoryData<string> Measures =>
        [.. SuiteMeasures.All.Where(m => !m.IsWord && m.Path != SuiteMeasures.Headline).Select(m => m.Path)
        .Concat(OperationsMeasures.All.Select(m => m.Name)).Append(MonitorMeasures.Age).Append(MonitorMeasures.Rows)
        .Select(p => p.Replace("{q}", "0.95", StringComparison.Ordinal).Replace("{check}", "volume", StringComparison.Ordinal)
            .Replace("{label}", "cat", StringComparison.Ordinal).Replace("{measure}", "recall", StringComparison.Ordinal)).Distinct()];

    [Theory]
    [MemberData(nameof(Measures))]
    public void Every_measure_a_monitor_can_have_has_words_in_both_languages(string measure)
    {
        foreach (string subject in (string[])["spend (region = south)", "spend", measure])
            foreach (Language language in Enum.GetValues<Language>())
            {
                string said = PartWords.Said(Finding(measure, subject, .5, null, .25), language);

                Assert.DoesNotContain("{", said, StringComparison.Ordinal);
                Assert.DoesNotContain("_", said, StringComparison.Ordinal);
                Assert.True(subject == measure || !NamesColumn(measure) || said.Contains("spend", StringComparison.Ordinal), said);
                Assert.True(subject != "spend (region = south)" || !NamesColumn(measure)
                    || said.Contains("region = south", StringComparison.Ordinal), said);
            }
    }

    [Fact]
    public void What_a_rule_of_its_own_found_says_of_what_it_is()
    {
        var drift = new PartFinding(Part("effect", "spend (region = south)", .3, null, null) with
        {
            Reasons = [Message.Of("drift.missing_moved", ("current", "23.8 %"), ("reference", "1.2 %"))],
        }, "region", null);
        var check = new PartFinding(Part("check.missing", "spend", .3, null, null) with
        {
            Reasons = [Message.Of("integrity.missing", ("column", "spend"), ("share", "30 %"), ("count", "3"), ("rows", "10"))],
        }, null, null);

        Assert.Equal("spend where region = south drifted: missing in 23.8 % of rows instead of 1.2 %",
            PartWords.Said(drift, Language.English));
        Assert.Equal("spend: 30 % of the rows are missing (3 of 10)", PartWords.Said(check, Language.English));
    }

    [Fact]
    public void Names_are_shown_as_text_and_what_is_cut_is_whole_in_the_title()
    {
        var finding = Finding("missing_share", "<script>x", 1, .004, .5);

        Assert.Contains("every row lacks &lt;script&gt;x", PartWords.Said(finding, "model.found").Value, StringComparison.Ordinal);
        Assert.Equal($"<bdi title=\"{new string('n', 90)}\">{new string('n', 10)}…{new string('n', 5)}</bdi>",
            Say.Name(new string('n', 90), 16).Value);
    }

    [Fact]
    public void A_finding_equals_one_that_says_the_same()
    {
        Assert.Equal(Finding("missing_share", "a", 1, .004, .5), Finding("missing_share", "a", 1, .004, .5));
        Assert.NotEqual(Finding("missing_share", "a", 1, .004, .5), Finding("missing_share", "b", 1, .004, .5));
        Assert.NotEqual(Finding("missing_share", "a", 1, .004, .5), Finding("missing_share", "a", .9, .004, .5));
    }

    // Measures of the whole name no column, and say the same of one.
    static bool NamesColumn(string measure) => SuiteMeasures.Find(SuiteScope.Column, measure) is not null && measure != "rows";

    static PartFinding Finding(string measure, string subject, double value, double? expected, double? bound)
    {
        string? segment = subject.Contains("region", StringComparison.Ordinal) ? "region"
            : subject.Contains("camera", StringComparison.Ordinal) ? "camera" : null;
        return new PartFinding(Part(measure, subject, value, null, bound), segment, expected);
    }

    static EvaluationPart Part(string measure, string subject, double value, double? expected, double? bound) => new()
    {
        Subject = subject,
        Measure = measure,
        Status = EvaluationStatus.Critical,
        Value = value,
        N = 1_200,
        Expected = expected,
        Threshold = bound,
        Reasons = [Message.Of("monitor.above_exactly", ("measure", measure), ("value", "1"), ("low", "1"), ("high", "1"), ("bound", "1"))],
    };
}
