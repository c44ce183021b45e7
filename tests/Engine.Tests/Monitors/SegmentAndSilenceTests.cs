using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class SegmentAndSilenceTests
{
    [Fact]
    public void Every_value_of_a_segment_is_judged_and_corrected_together()
    {
        var evidence = Segmented(("north", 1.0), ("south", 0), ("west", 0));

        var evaluation = Live.Evaluate(Live.Monitor(MonitorKind.Drift) with { Segment = "region" }, evidence);

        Assert.Equal(9, evaluation.Parts.Length);
        var breach = Assert.Single(evaluation.Parts, p => p.Status == EvaluationStatus.Warning);
        Assert.Equal("age (region = north)", breach.Subject);
        Assert.Equal(9 * breach.PValue!.Value, breach.QValue!.Value, 12);
    }

    [Fact]
    public void A_value_without_events_or_without_a_past_is_insufficient_and_the_others_are_judged()
    {
        var evidence = Segmented(("north", 0), ("south", 0), ("west", 0));
        var changed = evidence.Segments.ToDictionary(s => s.Key, s => s.Key.Value switch
        {
            "south" => s.Value with { Profile = null },
            "west" => s.Value with { Baseline = null },
            _ => s.Value,
        });

        var parts = Live.Evaluate(Live.Monitor(MonitorKind.Drift) with { Segment = "region" }, evidence with { Segments = changed }).Parts;

        Assert.Equal(3, parts.Count(p => p.Status == EvaluationStatus.Ok));
        Assert.Equal("monitor.no_events", Assert.Single(parts, p => p.Subject == "region = south").Reasons[0].Key);
        Assert.Equal("monitor.no_baseline_segment", Assert.Single(parts, p => p.Subject == "region = west").Reasons[0].Key);
    }

    [Fact]
    public void Only_the_monitors_own_segment_counts()
    {
        var evaluation = Live.Evaluate(Live.Monitor(MonitorKind.Drift) with { Segment = "country" }, Segmented(("north", 1)));

        Assert.Equal((EvaluationStatus.InsufficientData, "monitor.nothing"), (evaluation.Status, evaluation.Reasons[0].Key));
    }

    [Fact]
    public void Volume_absence_and_freshness_look_at_each_value_too()
    {
        var evidence = Segmented(("north", 0), ("south", 0));
        var silent = KeyValuePair.Create("region", "south");
        evidence = evidence with { Segments = new Dictionary<KeyValuePair<string, string>, SegmentEvidence>(evidence.Segments)
        {
            [silent] = evidence.Segments[silent] with { Profile = null, LastEvent = Live.Hour.Start.AddHours(-9),
                EarlierRows = new EarlierRows([500, 510, 495, 502, 507]) },
        } };

        foreach (var kind in (MonitorKind[])[MonitorKind.Absence, MonitorKind.Freshness, MonitorKind.Volume])
            Assert.Equal(("region = south", EvaluationStatus.Warning), (Live.Evaluate(Live.Monitor(kind) with { Segment = "region" },
                evidence).Parts[0] switch
            {
                var p => (p.Subject, p.Status),
            }));
    }

    [Theory]
    [InlineData(60, EvaluationStatus.Ok)]
    [InlineData(124, EvaluationStatus.Ok)]
    [InlineData(126, EvaluationStatus.Warning)]
    public void Without_a_threshold_two_windows_and_the_lateness_may_pass_without_an_event(int minutes, EvaluationStatus status)
    {
        var evidence = Live.Evidence(Live.Rows(50, 1), null);
        var at = evidence.Window.End.AddDays(1);

        var part = MonitorEvaluation.Evaluate(Live.Monitor(MonitorKind.Freshness), evidence with { LastEvent = at.AddMinutes(-minutes) },
            at).Parts[0];

        Assert.Equal((status, 60.0 * minutes), (part.Status, part.Value));
        Assert.Equal(125 * 60, part.Threshold);
    }

    [Fact]
    public void A_threshold_on_the_age_is_in_seconds()
    {
        var evidence = Live.Evidence(Live.Rows(50, 1), null) with { LastEvent = Live.Hour.End.AddSeconds(-100) };

        Assert.Equal(EvaluationStatus.Ok, Live.Evaluate(Live.Monitor(MonitorKind.Freshness, null, Live.AtMost(400)), evidence).Status);
        Assert.Equal(EvaluationStatus.Warning, Live.Evaluate(Live.Monitor(MonitorKind.Freshness, null, Live.AtMost(399)), evidence).Status);
    }

    [Fact]
    public void A_model_that_never_sent_an_event_is_not_absent_but_unknown()
    {
        var never = Live.Evidence(Live.Rows(50, 1), null) with { Profile = null, LastEvent = null };

        Assert.Equal(EvaluationStatus.InsufficientData, Live.Evaluate(Live.Monitor(MonitorKind.Absence), never).Status);
        Assert.Equal(EvaluationStatus.InsufficientData, Live.Evaluate(Live.Monitor(MonitorKind.Freshness), never).Status);
        Assert.Equal(EvaluationStatus.Warning, Live.Evaluate(Live.Monitor(MonitorKind.Absence),
            never with { LastEvent = Live.Monday }).Status);
    }

    static WindowEvidence Segmented(params (string Value, double Shift)[] values)
    {
        var all = Live.Evidence(Live.Rows(500, 3), Live.BaselineOf(Live.Rows(900, 1)));
        return all with
        {
            Segments = values.Select((v, i) => (v, i)).ToDictionary(x => KeyValuePair.Create("region", x.v.Value), x =>
            {
                var baseline = Live.BaselineOf(Live.Rows(9_000, 10 + (ulong)x.i));
                return new SegmentEvidence
                {
                    Profile = Live.Profile(Live.Rows(3_000, 60 + (ulong)x.i, x.v.Shift), baseline),
                    Baseline = baseline,
                    LastEvent = Live.Hour.End,
                    EarlierRows = new EarlierRows([3_000, 2_900, 3_100, 3_050, 2_950]),
                };
            }),
        };
    }
}
