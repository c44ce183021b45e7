using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Storage.Tests.Catalogs;

public sealed class AlertTests : IDisposable
{
    readonly CatalogFolder _folder = new();
    readonly MonitorDefinition _monitor;

    public AlertTests()
    {
        int model = _folder.Catalog.AddModel(Sample.Model("churn")).Number;
        _monitor = _folder.Catalog.SaveMonitor(Sample.Monitor(model, "drift"));
    }

    Catalog Catalog => _folder.Catalog;

    [Fact]
    public void An_alert_is_read_back_as_it_was_and_changed_by_its_number()
    {
        Record(0, Sample.Alert(_monitor, "x"));
        var fired = Assert.Single(_folder.Reopen().Alerts(new AlertQuery()));
        Json.AssertEqual(Sample.Alert(_monitor, "x") with { Number = fired.Number }, fired);

        var resolved = fired with { State = AlertState.Resolved, ResolvedAt = Sample.Noon.AddHours(2), Window = Sample.Hour(1) };
        Record(1, resolved);

        Json.AssertEqual(resolved, Assert.Single(Catalog.Alerts(new AlertQuery())));
    }

    [Fact]
    public void Queries_select_by_model_monitor_state_and_page_from_the_newest()
    {
        Record(0, [.. Enumerable.Range(0,
            5).Select(i => Sample.Alert(_monitor, $"c{i}", i % 2 == 0 ? AlertState.Firing : AlertState.Resolved))]);

        Assert.Equal([5, 4, 3, 2, 1], Numbers(new AlertQuery()));
        Assert.Equal([5, 3, 1], Numbers(new AlertQuery { State = AlertState.Firing, Model = _monitor.Model, Monitor = _monitor.Number }));
        Assert.Equal([3, 2], Numbers(new AlertQuery { BeforeNumber = 4, Limit = 2 }));
        Assert.Empty(Numbers(new AlertQuery { Model = 99 }));
    }

    [Fact]
    public void One_part_of_a_monitor_fires_once()
    {
        Record(0, Sample.Alert(_monitor, "x"));

        var problem = Assert.Throws<StorageException>(() => Record(1, Sample.Alert(_monitor, "x")));

        Assert.Equal(StorageFailure.Conflict, problem.Failure);
        Record(2, Sample.Alert(_monitor, "x", AlertState.Resolved));
        Assert.Equal(2, Catalog.Alerts(new AlertQuery()).Count);
    }

    [Fact]
    public void Who_has_seen_an_alert_survives_an_evaluation_that_did_not_know()
    {
        Record(0, Sample.Alert(_monitor, "x"));
        var read = Catalog.Alerts(new AlertQuery())[0];

        Assert.True(Catalog.Acknowledge(read.Number, "ada", Sample.Noon));
        Record(1, read with { Window = Sample.Hour(1) });

        var now = _folder.Reopen().Alerts(new AlertQuery())[0];
        Assert.Equal(("ada", Sample.Noon, Sample.Hour(1)), (now.AcknowledgedBy, now.AcknowledgedAt, now.Window));
    }

    [Fact]
    public void Only_a_firing_alert_can_be_acknowledged()
    {
        Record(0, Sample.Alert(_monitor, "x", AlertState.Resolved));

        Assert.False(Catalog.Acknowledge(1, "ada", Sample.Noon));
        Assert.False(Catalog.Acknowledge(2, "ada", Sample.Noon));
        Assert.Null(Catalog.Alerts(new AlertQuery())[0].AcknowledgedBy);
    }

    public void Dispose() => _folder.Dispose();

    void Record(int hour, params Alert[] alerts) => Catalog.Record(Sample.Evaluation(_monitor, hour), [], alerts);

    long[] Numbers(AlertQuery query) => [.. Catalog.Alerts(query).Select(a => a.Number)];
}
