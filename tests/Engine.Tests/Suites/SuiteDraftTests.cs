using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Tests.Suites;

public sealed class SuiteDraftTests
{
    [Fact]
    public void The_reference_passes_the_suite_drafted_from_it()
    {
        var report = Full();

        var result = SuiteEvaluation.Evaluate(SuiteDraft.FromReference(report, "drafted"), report);

        Assert.NotEmpty(result.Outcomes);
        Assert.All(result.Outcomes, o => Assert.Equal(ConditionStatus.Passed, o.Status));
    }

    [Fact]
    public void A_drifted_column_fails_the_drafted_suite()
    {
        var drafted = SuiteDraft.FromReference(Full(), "drafted");
        var drifted = Full() with { Columns = [Reports.Numeric("age", Reports.Summary(1, 1), Reports.Summary(3, 1), Verdict.Drift)] };

        var result = SuiteEvaluation.Evaluate(drafted, drifted);

        Assert.Contains(result.Outcomes, o => o is { Subject: "age", Measure: "drifted", Status: ConditionStatus.Failed });
    }

    [Fact]
    public void Every_drafted_condition_names_a_measure_of_the_catalogue()
    {
        var drafted = SuiteDraft.FromReference(Full(), "drafted");

        Assert.All(drafted.Conditions, c => Assert.NotNull(SuiteMeasures.Find(c.Target.Scope, c.Measure)));
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("integrity")]
    [InlineData("quality")]
    public void A_report_with_nothing_wrong_passes_every_preset(string preset)
    {
        var result = SuiteEvaluation.Evaluate(SuitePresets.Find(preset)!, Full());

        Assert.NotEmpty(result.Outcomes);
        Assert.All(result.Outcomes, o => Assert.Equal(ConditionStatus.Passed, o.Status));
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("integrity")]
    [InlineData("quality")]
    public void A_report_with_everything_wrong_fails_every_preset(string preset)
    {
        var bad = Full() with
        {
            Columns = [Reports.Numeric("age", Reports.Summary(1, 1), null, Verdict.Drift)],
            Quality = Reports.Quality(("accuracy", .9, .5, QualityVerdict.Worse)),
        };

        var result = SuiteEvaluation.Evaluate(SuitePresets.Find(preset)!, bad);

        Assert.True(result.CountOf(ConditionStatus.Failed) > 0);
    }

    [Fact]
    public void There_is_a_suite_for_every_preset_name_and_for_no_other()
    {
        Assert.All(SuitePresets.Names, name => Assert.NotNull(SuitePresets.Find(name)));
        Assert.Null(SuitePresets.Find("drifts"));
    }

    static Report Full() => Reports.Of(Reports.Numeric("age", Reports.Summary(1, 1, missing: 13), Reports.Summary(1, 1, missing: 13)),
        Reports.Categorical("city")) with
    {
        Reference = new DatasetSummary { Path = "r", Rows = 1000, DuplicateRows = 0 },
        Current = new DatasetSummary { Path = "c", Rows = 1000, DuplicateRows = 0 },
        Integrity = [.. new[] { "missing", "type", "range" }.Select(c => Passed(c, "age")),
            .. new[] { "missing", "type", "unseen_categories" }.Select(c => Passed(c, "city"))],
        Quality = Reports.Quality(("accuracy", .9, .9, QualityVerdict.NoChangeSeen)),
        Fairness = [new FairnessReport { Column = "sex", Groups = [],
            Gaps = [new FairnessGap { Measure = "demographic_parity_difference", Value = new MeasureValue(.01) { N = 900 }, Tolerance = .1,
            Verdict = FairnessVerdict.WithinTolerance }] }],
    };

    static IntegrityCheck Passed(string check, string column) => new()
    {
        Check = check,
        Column = column,
        Set = "current",
        Passed = true,
        Observed = 0,
        Expected = Message.Of("integrity.expected.one_row"),
        Message = Messages.Message.Of("integrity." + check),
    };
}
