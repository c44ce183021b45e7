using Plumbline.Cli.Settings;
using Plumbline.Cli.Suites;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Suites;

public sealed class SuiteFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_scope_and_expectation_is_read()
    {
        Suite suite = Read("""
            name: mine
            checks:
              - dataset: rows
                between: [100, 1000]
              - column: [age, income]
                measure: mean
                max_relative_change: 0.1
                severity: warning
                min_rows: 50
              - column: status
                measure: verdict
                equals: stable
              - quality: roc_auc
                no_worse: true
              - segment: region
                value: north
                measure: accuracy
                max_drop: 0.05
              - fairness: sex
                measure: demographic_parity_difference
                max: 0.1
                name: parity
              - column: age
                measure: quantile.0.5
                min: 18
                max: 99
            """);

        Assert.Equal("mine", suite.Name);
        Assert.Equal(8, suite.Conditions.Count);
        Assert.Equal(new Expectation.Between(100, 1000), suite.Conditions[0].Expected);
        Assert.Equal(("age", "income"), (suite.Conditions[1].Target.Name, suite.Conditions[2].Target.Name));
        Assert.Equal((Severity.Warning, 50L), (suite.Conditions[1].Severity, suite.Conditions[1].MinimumRows));
        Assert.Equal(new Expectation.Named("stable"), suite.Conditions[3].Expected);
        Assert.Equal(new Expectation.NoWorse(), suite.Conditions[4].Expected);
        Assert.Equal(SuiteTarget.Segment("region", "north"), suite.Conditions[5].Target);
        Assert.Equal("parity", suite.Conditions[6].Name);
        Assert.Equal(new Expectation.Between(18, 99), suite.Conditions[7].Expected);
    }

    [Theory]
    [InlineData("checks:\n  - colum: age\n    measure: mean\n    max: 1\n", "line 2: unknown key 'colum'. Did you mean 'column'?")]
    [InlineData("cheks: []\n", "line 1: unknown key 'cheks'. Did you mean 'checks'?")]
    [InlineData("checks:\n  - column: age\n    measure: mena\n    max: 1\n", "line 3: unknown column measure 'mena'. Did you mean 'mean'?")]
    [InlineData("checks:\n  - column: age\n    measure: mean\n    max: lots\n",
        "line 4: 'max' must be a number such as 0.05, found 'lots'.")]
    [InlineData("checks:\n  - column: age\n    measure: mean\n    max: .inf\n", "line 4: 'max' must be a number")]
    [InlineData("checks:\n  - column: age\n    measure: mean\n", "line 2: a check needs exactly one expectation")]
    [InlineData("checks:\n  - column: age\n    measure: mean\n    max: 1\n    equals: 2\n", "found max and equals")]
    [InlineData("checks:\n  - column: age\n    max: 1\n", "line 2: the check of 'column' needs a 'measure'")]
    [InlineData("checks:\n  - max: 1\n", "line 2: a check needs exactly one of: dataset, column, quality, segment, fairness; found none.")]
    [InlineData("checks:\n  - column: a\n    dataset: rows\n    max: 1\n", "found dataset and column")]
    [InlineData("checks:\n  - dataset: rows\n    between: [5, 1]\n", "line 3: 'between' must have the smaller number first")]
    [InlineData("checks:\n  - dataset: rows\n    between: 5\n", "line 3: 'between' must be two numbers")]
    [InlineData("checks:\n  - dataset: drifted_share\n    max_rise: 0.1\n", "line 3: 'drifted_share' compares the two sets already")]
    [InlineData("checks:\n  - dataset: verdict\n    max: 1\n", "line 3: 'verdict' is a word; only 'equals' fits it.")]
    [InlineData("checks:\n  - dataset: rows\n    max: 1\n    severity: fatal\n",
        "line 4: 'severity' must be error or warning, found 'fatal'.")]
    [InlineData("checks:\n  - dataset: rows\n    max: 1\n    min_rows: -3\n", "line 4: 'min_rows' must be a whole number from 0 up")]
    [InlineData("checks:\n  - column: a\n    measure: mean\n    no_worse: true\n",
        "line 4: 'no_worse' is for quality and segment measures only.")]
    [InlineData("checks:\n  - column: a\n    value: b\n    measure: mean\n    max: 1\n", "line 3: 'value' belongs to 'segment' only.")]
    [InlineData("checks:\n  - dataset: rows\n    max: 1\n    max: 2\n", "line 4")]
    [InlineData("checks: 5\n", "line 1: 'checks' must be a list")]
    [InlineData("preset: drfit\n", "line 1: unknown preset 'drfit'. Did you mean 'drift'?")]
    [InlineData("name: empty\n", "the suite has no checks")]
    [InlineData("", "the suite has no checks")]
    public void What_is_wrong_is_named_with_its_line(string yaml, string expected)
    {
        UsageException wrong = Assert.Throws<UsageException>(() => Read(yaml));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.All(wrong.Problems, p => Assert.Contains("suite.yaml", p, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        UsageException wrong =
            Assert.Throws<UsageException>(() => Read("checks:\n  - column: a\n    measure: x1\n    max: 1\n  - dataset: rows\n    max: y\n"));

        Assert.Equal(2, wrong.Problems.Count);
    }

    [Fact]
    public void A_written_suite_reads_back_the_same_whatever_the_names()
    {
        SuiteCondition[] conditions =
        [
            Condition(SuiteTarget.Dataset, "rows", new Expectation.Between(1.5, 1e20)),
            Condition(SuiteTarget.Column("no"), "missing_share", new Expectation.MaxRise(.02)) with { Severity = Severity.Warning },
            Condition(SuiteTarget.Column("a: b # c \"d\" \\ \n \u0007 名称 {x}"), "mean",
                new Expectation.MaxRelativeChange(.1)) with { MinimumRows = 0, Name = "- odd" },
            Condition(SuiteTarget.Column("1"), "type", new Expectation.Named("numeric")),
            Condition(SuiteTarget.Quality, "accuracy", new Expectation.NoWorse()),
            Condition(SuiteTarget.Segment("region", "*"), "accuracy", new Expectation.MaxDrop(.1)),
            Condition(SuiteTarget.Fairness("sex"), "demographic_parity_ratio", new Expectation.AtLeast(.8)),
            Condition(SuiteTarget.Dataset, "columns", new Expectation.Ratio(.5, 2)),
            Condition(SuiteTarget.Dataset, "duplicate_rows", new Expectation.AtMost(0)),
            Condition(SuiteTarget.Dataset, "refused_rows", new Expectation.EqualTo(0)),
            Condition(SuiteTarget.Dataset, "pca_error", new Expectation.MaxChange(1e-7)),
        ];
        using var written = new StringWriter();

        SuiteWriter.Write(new Suite("it's: mine", conditions), "ref\nerence.csv", written);
        Suite read = Read(written.ToString());

        Assert.Equal("it's: mine", read.Name);
        Assert.Equal(conditions, read.Conditions);
    }

    public void Dispose() => _folder.Dispose();

    static SuiteCondition Condition(SuiteTarget target, string measure, Expectation expected) =>
        new() { Target = target, Measure = measure, Expected = expected };

    Suite Read(string yaml) => SuiteFile.Read(_folder.Write("suite.yaml", yaml));
}
