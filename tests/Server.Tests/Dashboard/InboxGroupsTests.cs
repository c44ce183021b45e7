using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Server.Dashboard.Alerts;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard;

public sealed class InboxGroupsTests
{
    static readonly DateTimeOffset s_noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Alerts_of_one_model_that_began_in_one_window_are_one_group_led_by_the_gravest()
    {
        Alert[] alerts = [Alert(1, "age", s_noon), Alert(2, "rows", s_noon) with { Severity = MonitorSeverity.Critical }, Alert(3, "size",
            s_noon)];

        var group = Assert.Single(Groups(alerts, hours: 1));

        Assert.Equal([2, 1, 3], group.Alerts.Select(a => a.Alert.Number));
        Assert.Equal([2, 1, 3], group.Unseen);
    }

    [Fact]
    public void A_later_window_or_another_model_is_another_group()
    {
        Alert[] alerts = [Alert(1, "age", s_noon), Alert(2, "age", s_noon.AddHours(1)), Alert(3, "age", s_noon) with { Model = 2 }];

        Assert.Equal(3, Groups(alerts, hours: 1).Count);
    }

    [Fact]
    public void What_began_within_the_first_window_of_the_group_belongs_to_it_however_long_its_own_windows_are()
    {
        Alert[] alerts = [Alert(1, "hourly", s_noon.AddHours(5)), Alert(2, "daily", s_noon), Alert(3, "next day", s_noon.AddDays(1))];

        var groups = Groups(alerts, a => a.Subject == "hourly" ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1), InboxSort.Oldest);

        Assert.Equal(["1 2", "3"], groups.Select(g => string.Join(" ", g.Alerts.Select(a => a.Alert.Number).Order())));
    }

    [Fact]
    public void Groups_nobody_has_seen_come_first_then_the_gravest_then_the_newest()
    {
        Alert[] alerts =
        [
            Alert(1, "seen", s_noon.AddHours(9)) with { Severity = MonitorSeverity.Critical, AcknowledgedBy = "Ada" },
            Alert(2, "old", s_noon), Alert(3, "new", s_noon.AddHours(3)),
            Alert(4, "grave", s_noon.AddHours(1)) with { Severity = MonitorSeverity.Critical },
        ];

        Assert.Equal([4, 3, 2, 1], Groups(alerts, hours: 1).Select(g => g.Lead.Alert.Number));
    }

    [Fact]
    public void The_value_farthest_beyond_its_bound_leads()
    {
        Alert[] alerts = [WithValue(Alert(1, "near", s_noon), 1.1), WithValue(Alert(2, "far", s_noon), 9), WithValue(Alert(3, "below",
            s_noon), .2)];

        Assert.Equal([2, 3, 1], Assert.Single(Groups(alerts, hours: 1)).Alerts.Select(a => a.Alert.Number));
    }

    static IReadOnlyList<InboxGroup> Groups(Alert[] alerts, int hours) => Groups(alerts, _ => TimeSpan.FromHours(hours), InboxSort.Urgency);

    static IReadOnlyList<InboxGroup> Groups(Alert[] alerts, Func<Alert, TimeSpan> windowOf, InboxSort sort) =>
        InboxGroups.Of(alerts, a => "model-" + a.Model, windowOf, sort);

    static Alert WithValue(Alert alert, double value) => alert with { Observed = alert.Observed with { Value = value, Threshold = 1 } };

    static Alert Alert(long number, string subject, DateTimeOffset since) => new()
    {
        Number = number,
        Monitor = 7,
        Model = 1,
        Subject = subject,
        Measure = "effect",
        State = AlertState.Firing,
        Severity = MonitorSeverity.Warning,
        Since = since,
        FiredAt = since,
        Window = new Window(since, since.AddHours(1)),
        Observed = new EvaluationPart { Subject = subject, Measure = "effect", Status = EvaluationStatus.Warning },
    };
}
