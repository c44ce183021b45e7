using Plumbline.Engine.Monitors;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class MonitorChangeTests
{
    static readonly MonitorDefinition s_full = Live.Monitor(MonitorKind.Quality, "recall",
        new Threshold(-.05, null, ThresholdRelation.Difference)) with
    {
        Name = "recall drop",
        Segment = "region",
        Version = "2.1",
        Baseline = new BaselineChoice.Seasonal(4),
        Window = new WindowDefinition.ByTime(TimeSpan.FromDays(1), TimeSpan.FromHours(6)),
        Severity = MonitorSeverity.Critical,
        State = MonitorState.Paused,
    };

    static readonly MonitorDefinition s_psi = Live.Monitor(MonitorKind.Drift, "psi", Live.AtMost(.2), "age", "in*") with
    {
        Number = 3,
        Name = "psi",
        Revision = 4,
        Environment = "production",
        Window = new WindowDefinition.ByCount(5_000),
    };

    [Fact]
    public void Every_field_is_written_in_the_words_of_the_document()
    {
        Assert.Equal("kind=quality measure=recall segment=region version=2.1 baseline=seasonal:4 window=1d offset=6h threshold.low=-0.05 "
            + "threshold.relation=difference severity=critical state=paused", Written(s_full));
        Assert.Equal("kind=drift measure=psi columns=age, in* environment=production baseline=default window=count:5000 threshold.high=0.2 threshold.relation=absolute "
            + "severity=warning state=active", Written(s_psi));
    }

    [Fact]
    public void Changes_are_matched_by_name_and_say_what_is_created_changed_deleted_and_unchanged()
    {
        var same = s_psi with { Number = 8, Name = "same" };
        MonitorDefinition[] wanted = [s_psi with { Number = 0, Revision = 1, Threshold = Live.AtMost(.3) }, same with { Number = 0 },
            s_full with { Name = "new" }];

        var changes = MonitorChange.Between([s_psi, same, s_full], wanted, prune: true);

        Assert.Equal([("new", MonitorChangeKind.Created), ("psi", MonitorChangeKind.Changed), ("recall drop", MonitorChangeKind.Deleted),
            ("same", MonitorChangeKind.Unchanged)], changes.Select(c => (c.Monitor.Name, c.Kind)));
        Assert.Equal((3, 5, .3), (changes[1].After!.Number, changes[1].After!.Revision, changes[1].After!.Threshold!.High));
        Assert.Equal([new FieldChange("threshold.high", "0.2", "0.3")], changes[1].Fields);
        Assert.Contains(new FieldChange("measure", null, "recall"), changes[0].Fields);
        Assert.Equal(8, changes[3].Monitor.Number);
        Assert.Empty(changes[3].Fields);
    }

    [Fact]
    public void Without_pruning_what_is_not_wanted_stays_and_applying_twice_changes_nothing()
    {
        var changes = MonitorChange.Between([s_psi, s_full], [s_psi with { Severity = MonitorSeverity.Critical }], prune: false);

        var changed = Assert.Single(changes).After!;
        Assert.Equal(MonitorChangeKind.Unchanged, Assert.Single(MonitorChange.Between([changed, s_full], [changed with { Number = 0 }],
            false)).Kind);
    }

    [Theory]
    [InlineData("columns")]
    [InlineData("window")]
    [InlineData("severity")]
    [InlineData("state")]
    [InlineData("baseline")]
    public void Every_field_that_is_asked_counts_as_a_change(string field)
    {
        var change = Assert.Single(MonitorFields.Between(s_psi, field switch
        {
            "columns" => s_psi with { Columns = ["age"] },
            "window" => s_psi with { Window = new WindowDefinition.ByCount(5_001) },
            "severity" => s_psi with { Severity = MonitorSeverity.Critical },
            "state" => s_psi with { State = MonitorState.Disabled },
            _ => s_psi with { Baseline = new BaselineChoice.Rolling(2) },
        }));

        Assert.Equal(field, change.Name);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("rolling:7")]
    [InlineData("seasonal:26")]
    [InlineData("version:2.1:rc")]
    [InlineData("none")]
    [InlineData("named:none")]
    public void The_text_of_a_baseline_is_read_back(string text) =>
        Assert.Equal(text, BaselineChoices.Describe(BaselineChoices.Parse(text)!));

    [Fact]
    public void A_sound_monitor_of_every_kind_has_no_problem()
    {
        foreach (var kind in Enum.GetValues<MonitorKind>()) Assert.Empty(MonitorProblems.Of(Live.Monitor(kind), null));
        Assert.Empty(MonitorProblems.Of(Live.Monitor(MonitorKind.Operations, "metric.gpu.max", Live.AtMost(.9)), null));
        Assert.Empty(MonitorProblems.Of(Live.Monitor(MonitorKind.Quality, "headline"), null));
        Assert.Empty(MonitorProblems.Of(Live.Monitor(MonitorKind.Integrity, "check.missing"), null));
    }

    public static TheoryData<string, MonitorDefinition> Unsound => new()
    {
        { "15 minutes", s_psi with { Window = new WindowDefinition.ByTime(TimeSpan.FromMinutes(20)) } },
        { "up to 31 days", s_psi with { Window = new WindowDefinition.ByTime(TimeSpan.FromDays(32)) } },
        { "less than the window's length", s_psi with { Window = new WindowDefinition.ByTime(TimeSpan.FromHours(1),
            TimeSpan.FromHours(1)) } },
        { "100 to 10000000", s_psi with { Window = new WindowDefinition.ByCount(99) } },
        { "1 to 100 windows", s_psi with { Baseline = new BaselineChoice.Rolling(101) } },
        { "no rule of its own", s_psi with { Threshold = null } },
        { "low 2 is above high 1", s_psi with { Threshold = new Threshold(2, 1, ThresholdRelation.Absolute) } },
        { "low, high or both", s_psi with { Threshold = new Threshold(null, null, ThresholdRelation.Absolute) } },
        { "finite number", s_psi with { Threshold = Live.AtMost(double.NaN) } },
        { "by itself", s_psi with { Threshold = new Threshold(null, 2, ThresholdRelation.Ratio) } },
        { "letters, digits", s_psi with { Name = "a/b" } },
        { "letters, digits", s_psi with { Name = "" } },
        { "is a word", s_psi with { Measure = "type" } },
        { "leave out the segment", Live.Monitor(MonitorKind.Fairness) with { Segment = "region" } },
        { "leave the measure out", Live.Monitor(MonitorKind.Absence, "rowss") },
        { "no threshold", Live.Monitor(MonitorKind.Absence, null, Live.AtMost(1)) },
        { "needs one", Live.Monitor(MonitorKind.Quality, "recall", new Threshold(-.1, null,
            ThresholdRelation.Difference)) with { Baseline = new BaselineChoice.Nothing() } },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void An_unsound_monitor_says_what_is_wrong_and_what_is_allowed(string said, MonitorDefinition monitor) =>
        Assert.Contains(MonitorProblems.Of(monitor, null),
            p => p.Said.ToString().Contains(said, StringComparison.Ordinal) && p.Field.Length > 0);

    [Theory]
    [InlineData("rmse", ModelTask.Binary, "binary classification, measured by recall")]
    [InlineData("recall", ModelTask.Regression, "regression, measured by mae")]
    [InlineData("label.cat.recall", ModelTask.Binary, "binary classification")]
    [InlineData("gini", ModelTask.Multiclass, "multiclass classification")]
    public void A_measure_that_the_models_task_does_not_have_is_refused_with_those_it_has(string measure, ModelTask task, string said)
    {
        var monitor = Live.Monitor(MonitorKind.Quality, measure);

        var problem = Assert.Single(MonitorProblems.Of(monitor, task));

        Assert.Equal("measure", problem.Field);
        Assert.Contains(said, problem.Said.ToString(), StringComparison.Ordinal);
        Assert.Empty(MonitorProblems.Of(monitor, null));
    }

    [Theory]
    [InlineData("accuracy", ModelTask.Binary)]
    [InlineData("accuracy", ModelTask.Multiclass)]
    [InlineData("label.cat.recall", ModelTask.Multiclass)]
    [InlineData("rmse", ModelTask.Regression)]
    [InlineData("headline", ModelTask.Regression)]
    public void A_measure_of_the_models_task_is_taken(string measure, ModelTask task) =>
        Assert.Empty(MonitorProblems.Of(Live.Monitor(MonitorKind.Quality, measure), task));

    static string Written(MonitorDefinition monitor) =>
        string.Join(' ', MonitorFields.Of(monitor).Where(f => f.Text is not null).Select(f => $"{f.Name}={f.Text}"));
}
