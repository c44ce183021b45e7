using Plumbline.Engine.Monitors;
using Plumbline.Server.Dashboard.Monitors;

namespace Plumbline.Server.Tests.Dashboard;

public sealed class RehearsalsTests
{
    static readonly DateTimeOffset s_first = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly MonitorDefinition s_monitor = new()
    {
        Model = 1,
        Name = "slow",
        Kind = MonitorKind.Operations,
        Window = new WindowDefinition.ByTime(TimeSpan.FromDays(1)),
        State = MonitorState.Paused,
    };

    [Theory]
    [InlineData("ok ok ok", 0)]
    [InlineData("ok breach breach ok", 1)]
    [InlineData("breach ok breach", 2)]
    [InlineData("breach unknown breach", 1)]
    public void A_breach_that_goes_on_raises_one_alert_also_across_windows_nobody_could_judge(string windows, int expected)
    {
        var evaluations = windows.Split(' ').Select((word, day) => Evaluation(day, ("p95", StatusOf(word))));

        Assert.Equal(expected, Rehearsals.AlertsOf(s_monitor, evaluations));
    }

    [Fact]
    public void Every_part_has_an_alert_of_its_own()
    {
        Evaluation[] evaluations =
        [
            Evaluation(0, ("north", EvaluationStatus.Warning), ("south", EvaluationStatus.Ok)),
            Evaluation(1, ("north", EvaluationStatus.Warning), ("south", EvaluationStatus.Warning)),
        ];

        Assert.Equal(2, Rehearsals.AlertsOf(s_monitor, evaluations));
    }

    static EvaluationStatus StatusOf(string word) => word switch
    {
        "ok" => EvaluationStatus.Ok,
        "breach" => EvaluationStatus.Warning,
        _ => EvaluationStatus.InsufficientData,
    };

    static Evaluation Evaluation(int day, params (string Subject, EvaluationStatus Status)[] parts) => new()
    {
        Monitor = 0,
        MonitorRevision = 1,
        Model = 1,
        Window = new Window(s_first.AddDays(day), s_first.AddDays(day + 1)),
        Status = parts.Select(p => p.Status).Contains(EvaluationStatus.Warning) ? EvaluationStatus.Warning : parts[0].Status,
        Parts = [.. parts.Select(p => new EvaluationPart { Subject = p.Subject, Measure = "latency_p95", Status = p.Status })],
        Rows = 100,
        Seq = 1,
        At = s_first,
        IsHistorical = true,
    };
}
