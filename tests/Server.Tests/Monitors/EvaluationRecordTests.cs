using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Monitors;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Monitors;

public sealed class EvaluationRecordTests
{
    static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_monitor_deleted_while_its_windows_wait_holds_up_no_other()
    {
        using var parts = new StoredParts();
        var catalog = parts.Storage.Catalog;
        int model = catalog.AddModel(LiveRows.Model(Some.Dataset(("x", Some.Normal(10, 1))), name: "churn")).Number;
        var (gone, stays) = (Monitor("gone"), Monitor("stays"));
        var record = new EvaluationRecord(catalog, parts.Clock);
        for (int hour = 0; hour < 3; hour++)
        {
            record.Keep(gone, Of(gone, hour), null, null);
            record.Keep(stays, Of(stays, hour), null, null);
        }

        catalog.ChangeMonitors([], [gone.Number], []);
        record.Flush();

        var kept = catalog.Evaluations(new EvaluationQuery { Model = model });
        Assert.Equal([stays.Number, stays.Number, stays.Number], kept.Select(e => e.Monitor));

        MonitorDefinition Monitor(string name) => catalog.SaveMonitor(new MonitorDefinition
        {
            Model = model,
            Name = name,
            Kind = MonitorKind.Volume,
            Measure = "rows",
            Window = new WindowDefinition.ByTime(TimeSpan.FromHours(1)),
        });
    }

    static Evaluation Of(MonitorDefinition monitor, int hour) => new()
    {
        Monitor = monitor.Number,
        MonitorRevision = monitor.Revision,
        Model = monitor.Model,
        Window = new Window(s_start.AddHours(hour), s_start.AddHours(hour + 1)),
        Status = EvaluationStatus.Ok,
        Rows = 3,
        Seq = 3,
        At = s_start.AddDays(1),
        IsHistorical = true,
    };
}
