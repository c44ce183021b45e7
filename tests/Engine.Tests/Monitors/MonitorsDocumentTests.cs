using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class MonitorsDocumentTests
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
        Window = new WindowDefinition.ByCount(5_000),
    };

    [Fact]
    public void What_is_exported_is_read_back_and_asks_the_same()
    {
        var document = MonitorsDocument.Of("churn", [s_full, s_psi]);

        var read = document.Read(1, Live.Monday, out var problems);

        Assert.Empty(problems);
        Assert.Equal(["psi", "recall drop"], read.Select(m => m.Name));
        Assert.True(MonitorsDiff.Between([s_full, s_psi], read).IsEmpty);
    }

    [Fact]
    public void The_words_of_the_file_are_those_of_the_documents()
    {
        var entry = MonitorEntry.Of(s_full);

        Assert.Equal(("quality", "seasonal:4", "1d+6h", "critical", "paused", new ThresholdEntry(-.05, null, "difference")),
            (entry.Kind, entry.Baseline, entry.Window, entry.Severity, entry.State, entry.Threshold));
    }

    [Fact]
    public void A_diff_matches_by_name_and_says_what_is_added_changed_removed_and_the_same()
    {
        var same = s_psi with { Number = 8, Name = "same" };
        MonitorDefinition[] wanted = [s_psi with { Number = 0, Revision = 1, Threshold = Live.AtMost(.3) }, same with { Number = 0 },
            s_full with { Name = "new" }];

        var diff = MonitorsDiff.Between([s_psi, same, s_full], wanted);

        Assert.Equal("new", Assert.Single(diff.Added).Name);
        Assert.Equal("recall drop", Assert.Single(diff.Removed).Name);
        Assert.Equal(8, Assert.Single(diff.Same).Number);
        var (before, after) = Assert.Single(diff.Changed);
        Assert.Equal((3, 4), (before.Number, before.Revision));
        Assert.Equal((3, 5, .3), (after.Number, after.Revision, after.Threshold!.High));
        Assert.True(MonitorsDiff.Between([after, same, s_full with { Name = "new" }], wanted).IsEmpty);
    }

    [Theory]
    [InlineData("columns")]
    [InlineData("window")]
    [InlineData("severity")]
    [InlineData("state")]
    [InlineData("baseline")]
    public void Every_field_that_is_asked_counts_as_a_change(string field) => Assert.False(MonitorsDiff.AsksTheSame(s_psi, field switch
    {
        "columns" => s_psi with { Columns = ["age"] },
        "window" => s_psi with { Window = new WindowDefinition.ByCount(5_001) },
        "severity" => s_psi with { Severity = MonitorSeverity.Critical },
        "state" => s_psi with { State = MonitorState.Disabled },
        _ => s_psi with { Baseline = new BaselineChoice.Rolling(2) },
    }));

    [Fact]
    public void Every_problem_of_a_file_is_said_at_once_with_the_monitors_name()
    {
        var entry = MonitorEntry.Of(s_psi);
        var document = new MonitorsDocument { Model = "churn", Monitors = [
            entry with { Name = "a", Kind = "drit", Window = "1x", Baseline = "rolling:0" }, entry with { Name = "b", Measure = "psii" },
            entry with { Name = "b" }] };

        document.Read(1, Live.Monday, out var problems);

        Assert.Contains(problems, p => p.Contains("'a': kind 'drit' is unknown: write one of drift, integrity", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'a': '1x' is no window", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'a': 'rolling:0' is no baseline", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'b': There is no measure 'psii'; did you mean 'psi'?", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'b': 2 entries have this name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("rolling:7")]
    [InlineData("seasonal:26")]
    [InlineData("version:2.1:rc")]
    [InlineData("none")]
    [InlineData("named:none")]
    public void The_text_of_a_baseline_is_read_back(string text) =>
        Assert.Equal(text, BaselineChoices.Describe(BaselineChoices.Parse(text, out _)!));

    [Fact]
    public void A_sound_monitor_of_every_kind_has_no_problem()
    {
        foreach (var kind in Enum.GetValues<MonitorKind>()) Assert.Empty(MonitorProblems.Of(Live.Monitor(kind)));
        Assert.Empty(MonitorProblems.Of(Live.Monitor(MonitorKind.Operations, "metric.gpu.max", Live.AtMost(.9))));
        Assert.Empty(MonitorProblems.Of(Live.Monitor(MonitorKind.Quality, "headline")));
        Assert.Empty(MonitorProblems.Of(Live.Monitor(MonitorKind.Integrity, "check.missing")));
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
        { "min 2 is above max 1", s_psi with { Threshold = new Threshold(2, 1, ThresholdRelation.Absolute) } },
        { "min, max or both", s_psi with { Threshold = new Threshold(null, null, ThresholdRelation.Absolute) } },
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
        Assert.Contains(MonitorProblems.Of(monitor), p => p.Contains(said, StringComparison.Ordinal));
}
