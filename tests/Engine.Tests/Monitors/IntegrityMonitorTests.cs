using Plumbline.Engine.Baselines;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class IntegrityMonitorTests
{
    static readonly MonitorDefinition s_integrity = Live.Monitor(MonitorKind.Integrity) with { Severity = MonitorSeverity.Critical };

    [Fact]
    public void Every_check_of_every_column_is_a_part_and_equal_rows_pass_all()
    {
        var evaluation = Live.Evaluate(s_integrity, Live.Evidence(Live.Rows(5_000, 3), Live.BaselineOf(Live.Rows(9_000, 1))));

        Assert.Equal(EvaluationStatus.Ok, evaluation.Status);
        Assert.Contains(evaluation.Parts, p => p is { Subject: "age", Measure: "check.missing" });
        Assert.Contains(evaluation.Parts, p => p is { Subject: "region", Measure: "check.almost_constant" });
        Assert.All(evaluation.Parts, p => Assert.Equal(EvaluationStatus.Ok, p.Status));
    }

    [Fact]
    public void Missing_values_breach_the_check_of_their_column_only()
    {
        var evaluation = Live.Evaluate(s_integrity, Live.Evidence(Live.Rows(5_000, 3, missing: .3), Live.BaselineOf(Live.Rows(9_000, 1))));

        var breach = Assert.Single(evaluation.Parts, p => p.Status is EvaluationStatus.Critical or EvaluationStatus.Warning);
        Assert.Equal(("age", "check.missing"), (breach.Subject, breach.Measure));
        Assert.Equal(.3, breach.Value, 1);
        Assert.Equal(5_000, breach.N);
    }

    [Theory]
    [InlineData(1_500)]
    [InlineData(20_000)]
    public void A_window_of_profiles_finds_unseen_categories_and_values_out_of_range_as_rows_do(int count)
    {
        var (before, now) = (Ranged(9_000, 1, shift: 0, "a", "b"), Ranged(count, 2, shift: 3, "a", "new"));

        var live = Live.Evaluate(s_integrity, Live.Evidence(now, Live.BaselineOf(before))).Parts.ToDictionary(p => (p.Subject, p.Measure));
        var file = ReportBuilder.Build(new ReportSource.Rows(before), new ReportSource.Rows(now),
            new ReportOptions { Multivariate = false, Pictures = false }, null, CancellationToken.None).Integrity
            .Where(c => c is { Set: "current", Column: not null }).ToDictionary(c => (c.Column!, "check." + c.Check));

        foreach (var (column, check) in (ValueTuple<string, string>[])[("x", "check.range"), ("c", "check.unseen_categories"),
            ("still", "check.range")])
            Assert.Equal(file[(column, check)].Passed, live[(column, check)].Status == EvaluationStatus.Ok);
        Assert.Equal(file[("c", "check.unseen_categories")].Observed, live[("c", "check.unseen_categories")].Value);
        Assert.Equal(EvaluationStatus.Warning, live[("c", "check.unseen_categories")].Status);
        Assert.Equal(EvaluationStatus.Warning, live[("x", "check.range")].Status);
        Assert.Equal(file[("x", "check.range")].Observed, live[("x", "check.range")].Value);
    }

    static InMemoryDataset Ranged(int count, ulong seed, double shift, string one, string other) => Some.Dataset(
        ("x", Some.Normal(count, seed, shift)), ("still", Some.Normal(count, seed + 2)),
            ("c", Some.Categories(count, seed + 1, (one, 3), (other, 1))));

    [Fact]
    public void A_range_the_cells_were_not_frozen_on_is_judged_by_the_fewest_values_that_lie_outside()
    {
        var (bins, other) = (Live.BaselineOf(Some.Dataset(("x", Some.Normal(9_000, 1)))), Some.Dataset(("x", Some.Normal(300, 2, 0, .3))));
        var narrow = BaselineBuilder.FromDataset(1, "narrow", other, new BaselineOptions { OnBinSetOf = bins.Profile }, Live.Monday,
            CancellationToken.None);
        double[] now = Some.Normal(20_000, 3);
        var range = ((ColumnContent.Numbers)narrow.Profile.Columns[0].Content).Moments.State;
        double exact = now.Count(v => v < range.Min || v > range.Max) / 20_000.0;

        var part = Live.Evaluate(s_integrity, Live.Evidence(Some.Dataset(("x", now)), bins) with { Baseline = narrow }).Parts
            .Single(p => p.Measure == "check.range");

        Assert.Equal(EvaluationStatus.Warning, part.Status);
        Assert.InRange(part.Value, exact - .06, exact);
    }

    [Theory]
    [InlineData(3, 1, .3, EvaluationStatus.InsufficientData)]
    [InlineData(3, 3, .5, EvaluationStatus.InsufficientData)]
    [InlineData(12, 0, .5, EvaluationStatus.Ok)]
    [InlineData(6, 6, .5, EvaluationStatus.Critical)]
    [InlineData(1_000, 110, .1, EvaluationStatus.Ok)]
    [InlineData(1_000, 130, .1, EvaluationStatus.Critical)]
    public void A_share_is_judged_by_its_interval(int rows, int missing, double most, EvaluationStatus expected)
    {
        double[] age = [.. Enumerable.Range(0, rows).Select(i => i < missing ? double.NaN : i)];
        var monitor = Live.Monitor(MonitorKind.Integrity, "missing_share", Live.AtMost(most),
            "age") with { Severity = MonitorSeverity.Critical };

        var part = Assert.Single(Live.Evaluate(monitor, Live.Evidence(Some.Dataset(("age", age)), null)).Parts);

        Assert.Equal((expected, (double)missing / rows, rows), (part.Status, part.Value, part.N));
        Assert.True(part.Low < part.Value || missing == 0);
        Assert.True(part.High > part.Value || missing == rows);
        Assert.Equal(most, part.Threshold);
    }

    [Fact]
    public void A_share_against_the_baselines_is_judged_by_the_interval_of_the_difference()
    {
        var monitor = Live.Monitor(MonitorKind.Integrity, "missing_share", new Threshold(null, .05, ThresholdRelation.Difference), "age");
        var baseline = Live.BaselineOf(Live.Rows(200, 1, missing: .1));

        var few = Assert.Single(Live.Evaluate(monitor, Live.Evidence(Live.Rows(200, 3, missing: .2), baseline)).Parts);
        var many = Assert.Single(Live.Evaluate(monitor, Live.Evidence(Live.Rows(4_000, 3, missing: .4), baseline)).Parts);

        Assert.Equal((EvaluationStatus.Ok, EvaluationStatus.Warning), (few.Status, many.Status));
        Assert.NotNull(many.ExpectedLow);
        Assert.Equal(200, many.ExpectedN);
    }

    [Fact]
    public void One_check_of_one_column_can_be_asked()
    {
        var evidence = Live.Evidence(Live.Rows(5_000, 3, missing: .3), Live.BaselineOf(Live.Rows(9_000, 1)));

        var part = Assert.Single(Live.Evaluate(s_integrity with { Measure = "check.missing", Columns = ["income"] }, evidence).Parts);

        Assert.Equal(("income", EvaluationStatus.Ok), (part.Subject, part.Status));
    }

    [Fact]
    public void A_column_that_no_longer_comes_is_a_breach_but_ids_and_labels_that_only_files_have_are_not()
    {
        var file = Some.Dataset(("x", Some.Normal(2_000, 1)), ("y", Some.Normal(2_000, 2)), ("id", Enumerable.Range(0, 2_000).Select(i =>
            $"e{i}").ToArray()), ("label", Some.Categories(2_000, 3, ("a", 1), ("b", 1))))
            .WithRole("id", Columns.ColumnRole.Id).WithRole("label", Columns.ColumnRole.Target);
        var baseline = Live.BaselineOf(file);

        var whole = Live.Evaluate(s_integrity, Live.Evidence(Some.Dataset(("x", Some.Normal(500, 4)), ("y", Some.Normal(500, 5))),
            baseline));
        var lacking = Live.Evaluate(s_integrity, Live.Evidence(Some.Dataset(("x", Some.Normal(500, 4))), baseline));

        Assert.Equal(EvaluationStatus.Ok, whole.Status);
        Assert.Equal("check.columns", lacking.Parts[0].Measure);
        Assert.NotEqual(EvaluationStatus.Ok, lacking.Status);
    }

    [Fact]
    public void A_share_with_an_absolute_threshold_needs_no_baseline()
    {
        var monitor = s_integrity with { Measure = "missing_share", Threshold = Live.AtMost(.1), Baseline = new BaselineChoice.Nothing() };

        var evaluation = Live.Evaluate(monitor, Live.Evidence(Live.Rows(5_000, 3, missing: .3), null));

        Assert.Equal(("age", EvaluationStatus.Critical), (evaluation.Parts[0].Subject, evaluation.Parts[0].Status));
        Assert.Null(evaluation.Parts[0].Expected);
    }

    [Fact]
    public void A_difference_to_the_baseline_is_asked_in_the_unit_of_the_value()
    {
        var evidence = Live.Evidence(Live.Rows(5_000, 3, shift: 1), Live.BaselineOf(Live.Rows(9_000, 1)));
        var monitor = Live.Monitor(MonitorKind.Integrity, "mean", new Threshold(-5, 5, ThresholdRelation.Difference), "age");

        var part = Assert.Single(Live.Evaluate(monitor, evidence).Parts);

        Assert.Equal(EvaluationStatus.Warning, part.Status);
        Assert.Equal(part.Expected!.Value + 5, part.Threshold!.Value, 9);
        Assert.Equal(52, part.Value, 0);
    }

    [Fact]
    public void A_ratio_of_a_value_that_was_zero_cannot_be_told()
    {
        var evidence = Live.Evidence(Live.Rows(5_000, 3, missing: .3), Live.BaselineOf(Live.Rows(9_000, 1)));
        var monitor = Live.Monitor(MonitorKind.Integrity, "missing_share", new Threshold(null, 2, ThresholdRelation.Ratio), "age");

        var part = Assert.Single(Live.Evaluate(monitor, evidence).Parts);

        Assert.Equal((EvaluationStatus.InsufficientData, "monitor.from_zero"), (part.Status, part.Reasons[0].Key));
    }

    [Fact]
    public void A_change_for_the_better_never_breaches()
    {
        var evidence = Live.Evidence(Live.Rows(5_000, 3), Live.BaselineOf(Live.Rows(9_000, 1, missing: .3)));
        var monitor = Live.Monitor(MonitorKind.Integrity, "missing_share", new Threshold(-.01, .01, ThresholdRelation.Difference), "age");

        Assert.Equal(EvaluationStatus.Ok, Live.Evaluate(monitor, evidence).Status);
    }
}
