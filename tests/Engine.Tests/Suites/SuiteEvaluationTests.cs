using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Tests.Suites;

public sealed class SuiteEvaluationTests
{
    static readonly SuiteTarget s_age = SuiteTarget.Column("age");

    [Theory]
    [InlineData(.04, ConditionStatus.Passed)]
    [InlineData(.05, ConditionStatus.Passed)]
    [InlineData(.051, ConditionStatus.Failed)]
    public void A_limit_is_kept_up_to_and_including_itself(double share, ConditionStatus expected)
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(), Reports.Summary(missing: (long)(share * 1000))));

        var outcome = Reports.Ask(report, s_age, "missing_share", new Expectation.AtMost(.05));

        Assert.Equal((expected, share), (outcome.Status, outcome.Observed));
    }

    [Fact]
    public void A_broken_condition_of_severity_warning_warns()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(), Reports.Summary(missing: 500)));

        var outcome = Reports.Ask(report, s_age, "missing_share", new Expectation.AtMost(.05), Severity.Warning);

        Assert.Equal(ConditionStatus.Warning, outcome.Status);
        Assert.Equal("age: missing_share is 0.5; asked: at most 0.05.", outcome.Message.ToString());
    }

    [Fact]
    public void Accuracy_that_rose_by_more_than_ten_percent_is_no_failure()
    {
        var report = Reports.Of() with { Quality = Reports.Quality(("accuracy", .7, .9, QualityVerdict.Better)) };

        Expectation[] limits = [new Expectation.MaxChange(.01), new Expectation.MaxRise(.01), new Expectation.MaxRelativeChange(.1),
            new Expectation.Ratio(.9, 1.1), new Expectation.NoWorse()];

        Assert.All(limits, e => Assert.Equal(ConditionStatus.Passed, Reports.Ask(report, SuiteTarget.Quality, "accuracy", e).Status));
    }

    [Fact]
    public void Log_loss_that_fell_is_no_failure()
    {
        var report = Reports.Of() with { Quality = Reports.Quality(("log_loss", .7, .3, QualityVerdict.Better)) };

        Expectation[] limits = [new Expectation.MaxChange(.01), new Expectation.MaxDrop(.01), new Expectation.MaxRelativeChange(.1),
            new Expectation.Ratio(.9, 1.1)];

        Assert.All(limits, e => Assert.Equal(ConditionStatus.Passed, Reports.Ask(report, SuiteTarget.Quality, "log_loss", e).Status));
    }

    [Fact]
    public void Log_loss_that_rose_fails_where_accuracy_that_rose_passes()
    {
        var report = Reports.Of() with { Quality = Reports.Quality(("log_loss", .3, .7, QualityVerdict.Worse),
            ("accuracy", .7, .9, QualityVerdict.Better)) };

        var outcomes = new[] { "log_loss", "accuracy" }.Select(m => Reports.Ask(report, SuiteTarget.Quality, m,
            new Expectation.MaxChange(.1)).Status);

        Assert.Equal([ConditionStatus.Failed, ConditionStatus.Passed], outcomes);
    }

    [Fact]
    public void A_bias_that_moved_towards_zero_is_no_failure_and_one_that_moved_away_is()
    {
        var towards = Reports.Of() with { Quality = Reports.Quality(("me", -5, 1, QualityVerdict.Better)) };
        var away = Reports.Of() with { Quality = Reports.Quality(("me", 1, -5, QualityVerdict.Worse)) };

        Assert.Equal(ConditionStatus.Passed, Reports.Ask(towards, SuiteTarget.Quality, "me", new Expectation.MaxChange(.1)).Status);
        Assert.Equal(ConditionStatus.Failed, Reports.Ask(away, SuiteTarget.Quality, "me", new Expectation.MaxChange(.1)).Status);
    }

    [Fact]
    public void A_mean_near_zero_does_not_turn_noise_into_a_large_relative_change()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(mean: 1e-6, std: 1), Reports.Summary(mean: .03, std: 1)));

        var outcome = Reports.Ask(report, s_age, "mean", new Expectation.MaxRelativeChange(.1));

        Assert.Equal(ConditionStatus.Passed, outcome.Status);
    }

    [Fact]
    public void A_mean_near_zero_that_moved_by_a_third_of_its_spread_fails()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(mean: 1e-6, std: 1), Reports.Summary(mean: .3, std: 1)));

        var outcome = Reports.Ask(report, s_age, "mean", new Expectation.MaxRelativeChange(.1));

        Assert.Equal(ConditionStatus.Failed, outcome.Status);
    }

    [Theory]
    [InlineData("missing_share")]
    [InlineData("missing")]
    public void A_relative_change_from_zero_is_not_defined_and_says_what_to_use(string measure)
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(), Reports.Summary(missing: 5)));

        var outcome = Reports.Ask(report, s_age, measure, new Expectation.MaxRelativeChange(.1));

        Assert.Equal(ConditionStatus.InsufficientData, outcome.Status);
        Assert.Contains("max_change", outcome.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drop_that_equals_its_limit_in_decimal_passes()
    {
        var report = Reports.Of() with { Quality = Reports.Quality(("accuracy", .92, .90, QualityVerdict.NoChangeSeen)) };

        var outcome = Reports.Ask(report, SuiteTarget.Quality, "accuracy", new Expectation.MaxDrop(.02));

        Assert.Equal(ConditionStatus.Passed, outcome.Status);
    }

    [Fact]
    public void A_star_asks_every_column_that_has_the_measure()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(mean: 1), Reports.Summary(mean: 1)), Reports.Categorical("city"));

        var outcomes = Reports.AskAll(report, SuiteTarget.EveryColumn, "mean", new Expectation.AtMost(2));

        Assert.Equal(["age"], outcomes.Select(o => o.Subject));
    }

    [Fact]
    public void A_column_whose_name_holds_a_star_is_found_literally()
    {
        var report = Reports.Of(Reports.Numeric("a*", Reports.Summary(), Reports.Summary()),
            Reports.Numeric("ab", Reports.Summary(), Reports.Summary()));

        var outcomes = Reports.AskAll(report, SuiteTarget.Column("a*"), "missing_share", new Expectation.AtMost(0));

        Assert.Equal(["a*"], outcomes.Select(o => o.Subject));
    }

    [Fact]
    public void An_unknown_column_is_an_error_that_names_the_near_one()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(), Reports.Summary()));

        var outcome = Reports.Ask(report, SuiteTarget.Column("agee"), "missing_share", new Expectation.AtMost(0));

        Assert.Equal((ConditionStatus.Error, "Neither set has a column 'agee'; did you mean 'age'?"),
            (outcome.Status, outcome.Message.ToString()));
    }

    [Fact]
    public void An_unknown_measure_is_an_error_that_names_the_near_one()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(), Reports.Summary()));

        var outcome = Reports.Ask(report, s_age, "mising_share", new Expectation.AtMost(0));

        Assert.Equal((ConditionStatus.Error, "There is no column measure 'mising_share'; did you mean 'missing_share'?"),
            (outcome.Status, outcome.Message.ToString()));
    }

    [Fact]
    public void A_column_the_current_set_lost_breaks_its_conditions()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(mean: 1), null, Verdict.Drift));

        var outcomes = new[] { "missing_share", "mean", "drifted" }.Select(m => Reports.Ask(report, s_age, m,
            new Expectation.AtMost(0)).Status);

        Assert.All(outcomes, s => Assert.Equal(ConditionStatus.Failed, s));
    }

    [Fact]
    public void Drift_that_cannot_be_told_is_insufficient_data_not_a_pass()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(), Reports.Summary(), Verdict.InsufficientData));

        var outcomes = new[] { Reports.Ask(report, s_age, "drifted", new Expectation.AtMost(0)),
            Reports.Ask(report, s_age, "verdict", new Expectation.Named("stable")) };

        Assert.All(outcomes, o => Assert.Equal(ConditionStatus.InsufficientData, o.Status));
    }

    [Fact]
    public void A_number_on_few_rows_is_insufficient_data()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(mean: 1), Reports.Summary(mean: 9, count: 29)));

        var outcome = Reports.Ask(report, s_age, "mean", new Expectation.AtMost(2));

        Assert.Equal(ConditionStatus.InsufficientData, outcome.Status);
        Assert.Equal(29, outcome.N);
    }

    [Fact]
    public void Few_rows_do_not_excuse_a_condition_on_the_number_of_rows()
    {
        var report = Reports.Of() with { Current = new DatasetSummary { Path = "current", Rows = 3 } };

        var outcome = Reports.Ask(report, SuiteTarget.Dataset, "rows", new Expectation.AtLeast(100));

        Assert.Equal(ConditionStatus.Failed, outcome.Status);
    }

    [Fact]
    public void An_undefined_measure_is_insufficient_data()
    {
        var report = Reports.Of() with { Quality = Reports.Quality(("precision", .8, double.NaN, QualityVerdict.InsufficientData)) };

        var outcome = Reports.Ask(report, SuiteTarget.Quality, "precision", new Expectation.AtLeast(.5));

        Assert.Equal(ConditionStatus.InsufficientData, outcome.Status);
    }

    [Fact]
    public void Quality_without_labels_is_an_error_that_says_what_to_give()
    {
        var outcome = Reports.Ask(Reports.Of(), SuiteTarget.Quality, "accuracy", new Expectation.AtLeast(.5));

        Assert.Equal(ConditionStatus.Error, outcome.Status);
        Assert.Contains("--target", outcome.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_condition_on_a_distance_is_an_error()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(), Reports.Summary()));

        var outcome = Reports.Ask(report, s_age, "psi", new Expectation.MaxDrop(.1));

        Assert.Equal(ConditionStatus.Error, outcome.Status);
    }

    [Fact]
    public void Distances_and_their_p_values_can_be_asked_for()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(), Reports.Summary()));

        var distance = Reports.Ask(report, s_age, "kolmogorov_smirnov", new Expectation.AtMost(.02));
        var probability = Reports.Ask(report, s_age, "kolmogorov_smirnov.p_value", new Expectation.AtLeast(.05));

        Assert.Equal((ConditionStatus.Failed, ConditionStatus.Passed, .4), (distance.Status, probability.Status, probability.Observed));
    }

    [Fact]
    public void Segments_are_asked_by_value()
    {
        var row = new SegmentRow { Value = "north", ReferenceRows = 500, CurrentRows = 400, Current = new MeasureValue(.7) { N = 400 },
            Reference = new MeasureValue(.9) { N = 500 } };
        var report = Reports.Of() with { Segments = [new SegmentReport { Column = "region", Measure = "accuracy",
            Rows = [row, row with { Value = "south", CurrentRows = 5, Current = new MeasureValue(.2) { N = 5 } }] }] };

        var outcomes = Reports.AskAll(report, SuiteTarget.Segment("region"), "accuracy", new Expectation.MaxDrop(.1));

        Assert.Equal([("region = north", ConditionStatus.Failed), ("region = south", ConditionStatus.InsufficientData)],
            outcomes.Select(o => (o.Subject, o.Status)));
    }

    [Fact]
    public void Fairness_gaps_are_asked_by_protected_column()
    {
        var gap = new FairnessGap { Measure = "demographic_parity_difference", Value = new MeasureValue(.3) { N = 800 }, Tolerance = .1,
            Verdict = FairnessVerdict.BeyondTolerance };
        var report = Reports.Of() with { Fairness = [new FairnessReport { Column = "sex", Groups = [], Gaps = [gap] }] };

        var absolute = Reports.Ask(report, SuiteTarget.Fairness("sex"), "demographic_parity_difference", new Expectation.AtMost(.2));
        var judged = Reports.Ask(report, SuiteTarget.Fairness(), "beyond_tolerance", new Expectation.AtMost(0));

        Assert.Equal((ConditionStatus.Failed, ConditionStatus.Failed), (absolute.Status, judged.Status));
    }

    [Fact]
    public void Every_kind_of_expectation_has_its_sentences_in_both_languages()
    {
        var report = Reports.Of(Reports.Numeric("age", Reports.Summary(mean: 1, std: 1), Reports.Summary(mean: 9, std: 1)));
        Expectation[] kinds =
        [
            new Expectation.AtMost(1), new Expectation.AtLeast(1), new Expectation.EqualTo(1), new Expectation.Between(0, 1),
                new Expectation.MaxChange(1),
            new Expectation.MaxDrop(1), new Expectation.MaxRise(1), new Expectation.MaxRelativeChange(.1), new Expectation.Ratio(.5, 2),
                new Expectation.NoWorse(),
        ];

        Assert.All(kinds, e => Assert.DoesNotContain('{', Reports.Text(Reports.Ask(report, s_age, "mean", e))));
    }
}
