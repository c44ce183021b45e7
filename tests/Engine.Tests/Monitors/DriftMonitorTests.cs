using Plumbline.Engine.Monitors;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Tests.Reports;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class DriftMonitorTests
{
    static readonly MonitorDefinition s_drift = Live.Monitor(MonitorKind.Drift);

    [Fact]
    public void A_stable_window_is_ok_in_every_column()
    {
        var evaluation = Live.Evaluate(s_drift, Live.Evidence(Live.Rows(5_000, 3), Live.BaselineOf(Live.Rows(20_000, 1))));

        Assert.Equal(EvaluationStatus.Ok, evaluation.Status);
        Assert.Equal(["age", "income", "region"], evaluation.Parts.Select(p => p.Subject));
        Assert.All(evaluation.Parts, p => Assert.NotEmpty(p.Reasons));
    }

    [Fact]
    public void A_shifted_column_is_a_breach_of_the_monitors_severity_and_comes_first()
    {
        var baseline = Live.BaselineOf(Live.Rows(20_000, 1));
        var evidence = Live.Evidence(Live.Rows(5_000, 3, shift: 1), baseline);

        var warning = Live.Evaluate(s_drift, evidence);
        var critical = Live.Evaluate(s_drift with { Severity = MonitorSeverity.Critical }, evidence);

        Assert.Equal(EvaluationStatus.Warning, warning.Status);
        Assert.Equal(EvaluationStatus.Critical, critical.Status);
        Assert.Equal("age", warning.Parts[0].Subject);
        Assert.True(warning.Parts[0].Value > warning.Parts[0].Threshold);
        Assert.Equal(5_000, warning.Parts[0].N);
        Assert.Equal(20_000, warning.Parts[0].ExpectedN);
        Assert.NotNull(warning.Parts[0].QValue);
        Assert.Equal(baseline.Fingerprint, warning.BaselineFingerprint);
    }

    [Fact]
    public void The_verdicts_and_effects_are_those_of_the_offline_report_of_the_same_rows()
    {
        var (reference, current) = (Live.Rows(20_000, 1), Live.Rows(5_000, 3, shift: .1, missing: .04));
        // A week: the level of one comparison.
        var evidence = Live.Evidence(current, Live.BaselineOf(reference), new Window(Live.Monday, Live.Monday.AddDays(7)));

        var offline = ReportOf.Rows(reference, current);
        var live = Live.Evaluate(s_drift, evidence);

        foreach (var column in offline.Columns)
        {
            var part = Assert.Single(live.Parts, p => p.Subject == column.Name);
            Assert.Equal(column.Drift!.Verdict == Verdict.Drift, part.Status == EvaluationStatus.Warning);
            Assert.Equal(column.Drift.Effect!.Value, part.Value);
            Assert.Equal(column.Drift.PValue, part.PValue);
            Assert.Equal(column.Drift.QValue, part.QValue);
            Assert.Equal(column.Drift.Effect.Threshold, part.Threshold);
        }
    }

    [Fact]
    public void The_level_of_an_hour_is_a_twentieth_of_the_hours_of_a_week()
    {
        Assert.Equal(.05 / 168, FalseAlarms.Level(Live.Hour), 12);
        Assert.Equal(.05 / 7, FalseAlarms.Level(new Window(Live.Monday, Live.Monday.AddDays(1))), 12);
        Assert.Equal(.05, FalseAlarms.Level(new Window(Live.Monday, Live.Monday.AddDays(14))), 12);
    }

    [Fact]
    public void Only_the_selected_columns_are_judged_and_corrected_for()
    {
        var baseline = Live.BaselineOf(Live.Rows(20_000, 1));
        var evidence = Live.Evidence(Live.Rows(5_000, 3), baseline);

        var all = Live.Evaluate(s_drift, evidence);
        var one = Live.Evaluate(s_drift with { Columns = ["in*"] }, evidence);

        var part = Assert.Single(one.Parts);
        Assert.Equal("income", part.Subject);
        Assert.Equal(part.PValue, part.QValue);
        Assert.NotEqual(part.QValue, all.Parts.Single(p => p.Subject == "income").QValue);
    }

    [Fact]
    public void A_column_that_does_not_exist_fails_the_monitor_and_names_the_nearest()
    {
        var evaluation = Live.Evaluate(s_drift with { Columns = ["incme"] }, Live.Evidence(Live.Rows(5_000, 3),
            Live.BaselineOf(Live.Rows(9_000, 1))));

        Assert.Equal(EvaluationStatus.Failed, evaluation.Status);
        Assert.Contains("'income'", evaluation.Reasons[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_measure_with_a_threshold_is_held_to_it_in_every_column_that_has_it()
    {
        var evidence = Live.Evidence(Live.Rows(5_000, 3, shift: 1), Live.BaselineOf(Live.Rows(20_000, 1)));

        var evaluation = Live.Evaluate(Live.Monitor(MonitorKind.Drift, "psi", Live.AtMost(.2)), evidence);

        Assert.Equal(["age", "income", "region"], evaluation.Parts.Select(p => p.Subject));
        Assert.Equal([EvaluationStatus.Warning, EvaluationStatus.Ok, EvaluationStatus.Ok], evaluation.Parts.Select(p => p.Status));
        Assert.All(evaluation.Parts, p => Assert.Equal(.2, p.Threshold));
    }

    [Fact]
    public void A_measure_without_a_rule_of_its_own_fails_without_a_threshold()
    {
        var evidence = Live.Evidence(Live.Rows(500, 3), Live.BaselineOf(Live.Rows(500, 1)));

        Assert.Equal("monitor.needs_threshold", Live.Evaluate(Live.Monitor(MonitorKind.Drift, "psi"), evidence).Reasons[0].Key);
        Assert.Equal("suite.error.no_measure_near", Live.Evaluate(Live.Monitor(MonitorKind.Drift, "psii", Live.AtMost(1)),
            evidence).Reasons[0].Key);
        Assert.Equal("suite.error.is_word", Live.Evaluate(Live.Monitor(MonitorKind.Drift, "verdict", Live.AtMost(1), "age"),
            evidence).Reasons[0].Key);
    }

    [Fact]
    public void Without_events_or_without_a_baseline_nothing_is_said()
    {
        var baseline = Live.BaselineOf(Live.Rows(9_000, 1));
        var silent = Live.Evidence(Live.Rows(10, 3), baseline) with { Profile = null };

        var withoutEvents = Live.Evaluate(s_drift, silent);
        var withoutBaseline = Live.Evaluate(s_drift, Live.Evidence(Live.Rows(500, 3), null));

        Assert.Equal(EvaluationStatus.InsufficientData, withoutEvents.Status);
        Assert.Equal("monitor.no_events", withoutEvents.Parts[0].Reasons[0].Key);
        Assert.Equal(EvaluationStatus.InsufficientData, withoutBaseline.Status);
        Assert.Equal("monitor.no_baseline", withoutBaseline.Parts[0].Reasons[0].Key);
    }

    [Fact]
    public void A_profile_on_other_bins_fails_the_monitor_with_the_reason()
    {
        var baseline = Live.BaselineOf(Live.Rows(9_000, 1));
        var evidence = Live.Evidence(Live.Rows(500, 3), null) with { Baseline = baseline };

        var evaluation = Live.Evaluate(s_drift, evidence);

        Assert.Equal(EvaluationStatus.Failed, evaluation.Status);
        Assert.Equal("report.profile_on_other_cells", evaluation.Reasons[0].Key);
    }
}
