using Plumbline.Engine.Drift;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Tests.Suites;

public sealed class SuiteMeasuresTests
{
    [Fact]
    public void No_path_stands_twice_in_a_scope()
    {
        var paths = SuiteMeasures.All.Select(m => (m.Scope, m.Path)).ToList();

        Assert.Equal(paths.Distinct().Count(), paths.Count);
    }

    [Theory]
    [InlineData(SuiteScope.Column, "quantile.0.95", "quantile.{q}")]
    [InlineData(SuiteScope.Column, "check.missing", "check.{check}")]
    [InlineData(SuiteScope.Dataset, "failed_checks.volume", "failed_checks.{check}")]
    [InlineData(SuiteScope.Dataset, "failed_checks", "failed_checks")]
    [InlineData(SuiteScope.Quality, "label.a.b.recall", "recall")]
    public void A_path_with_a_part_of_its_own_is_found(SuiteScope scope, string path, string expected)
    {
        var measure = SuiteMeasures.Find(scope, path);

        Assert.Equal(expected, measure?.Path);
    }

    [Theory]
    [InlineData(SuiteScope.Column, "quantile.")]
    [InlineData(SuiteScope.Column, "accuracy")]
    [InlineData(SuiteScope.Quality, "label.a.nonsense")]
    public void An_unknown_path_is_not_found(SuiteScope scope, string path)
    {
        var measure = SuiteMeasures.Find(scope, path);

        Assert.Null(measure);
    }

    [Theory]
    [InlineData("accuracy", BetterSide.Higher)]
    [InlineData("log_loss", BetterSide.Lower)]
    [InlineData("me", BetterSide.NearZero)]
    [InlineData("selection_rate", BetterSide.Neither)]
    public void The_better_side_comes_from_the_table_of_quality_measures(string path, BetterSide expected)
    {
        var measure = SuiteMeasures.Find(SuiteScope.Quality, path);

        Assert.Equal(expected, measure?.Better);
    }

    [Fact]
    public void A_suite_says_which_drift_measures_it_needs()
    {
        var suite = new Suite("s", [Condition("g_test"), Condition("kuiper.p_value"), Condition("missing_share")]);

        var needed = SuiteMeasures.Needed(suite);

        Assert.Equal([DriftMeasure.GTest, DriftMeasure.Kuiper], needed);
    }

    static SuiteCondition Condition(string measure) =>
        new() { Target = SuiteTarget.EveryColumn, Measure = measure, Expected = new Expectation.AtMost(1) };
}
