using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Dashboard;

public sealed class BreachRunsTests
{
    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly EvaluationPart s_part = new() { Subject = "age", Measure = "effect", Status = EvaluationStatus.Warning, Value = .2,
        N = 500 };

    readonly InMemoryCatalog _catalog = new();

    [Fact]
    public void A_breach_began_with_the_first_of_the_windows_in_breach_one_after_another()
    {
        var monitor = Judged(EvaluationStatus.Warning, EvaluationStatus.Ok, EvaluationStatus.Warning, EvaluationStatus.Critical,
            EvaluationStatus.Warning);

        var start = new BreachRuns(_catalog).Start(monitor.Number, s_part, s_start.AddDays(5), 1);

        Assert.Equal(s_start.AddDays(2), start);
    }

    [Fact]
    public void A_window_that_could_not_be_judged_does_not_end_a_breach_and_one_that_is_well_does()
    {
        var monitor = Judged(EvaluationStatus.Warning, EvaluationStatus.InsufficientData, EvaluationStatus.Warning, EvaluationStatus.Ok);
        var runs = new BreachRuns(_catalog);

        var ofThird = runs.Start(monitor.Number, s_part, s_start.AddDays(3), 1);
        var ofFourth = runs.Start(monitor.Number, s_part, s_start.AddDays(4), 1);

        Assert.Equal(s_start, ofThird);
        Assert.Null(ofFourth);
    }

    [Fact]
    public void What_is_new_of_a_model_is_looked_at_anew()
    {
        var monitor = Judged(EvaluationStatus.Ok, EvaluationStatus.Warning);
        var runs = new BreachRuns(_catalog);
        var before = runs.Start(monitor.Number, s_part, s_start.AddDays(5), 1);

        Judge(monitor, 0, EvaluationStatus.Warning);

        Assert.Equal(s_start.AddDays(1), before);
        Assert.Equal(s_start.AddDays(1), runs.Start(monitor.Number, s_part, s_start.AddDays(5), 1));
        Assert.Equal(s_start, runs.Start(monitor.Number, s_part, s_start.AddDays(5), 2));
    }

    MonitorDefinition Judged(params EvaluationStatus[] days)
    {
        int model = _catalog.AddModel(LiveRows.Model(Some.Dataset(("age", Some.Normal(5, 1))))).Number;
        var monitor = _catalog.SaveMonitor(new MonitorDefinition
        {
            Model = model,
            Name = "drift",
            Kind = MonitorKind.Drift,
            Window = new WindowDefinition.ByTime(TimeSpan.FromDays(1)),
            CreatedAt = s_start,
        });
        for (int day = 0; day < days.Length; day++) Judge(monitor, day, days[day]);
        return monitor;
    }

    void Judge(MonitorDefinition monitor, int day, EvaluationStatus status) => ((IMonitorCatalog)_catalog).Record(new Evaluation
    {
        Monitor = monitor.Number,
        MonitorRevision = 1,
        Model = monitor.Model,
        Window = new Window(s_start.AddDays(day), s_start.AddDays(day + 1)),
        Status = status,
        Parts = [s_part with { Status = status }],
        Rows = 500,
        Seq = 1,
        At = s_start.AddDays(day + 1),
    }, [], []);
}
