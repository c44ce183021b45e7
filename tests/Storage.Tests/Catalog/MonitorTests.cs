using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Storage.Tests.Catalogs;

public sealed class MonitorTests : IDisposable
{
    readonly CatalogFolder _folder = new(new CatalogLimits { MonitorsPerModel = 2 });
    readonly int _model;

    public MonitorTests() => _model = _folder.Catalog.AddModel(Sample.Model("churn")).Number;

    public static TheoryData<int> Choices => [0, 1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_monitor_is_read_back_as_it_was_whatever_it_compares_with(int choice)
    {
        BaselineChoice[] baselines = [new BaselineChoice.Named("<default>"), new BaselineChoice.Rolling(7), new BaselineChoice.Seasonal(4),
            new BaselineChoice.OfVersion("v1"), new BaselineChoice.Nothing()];
        WindowDefinition window = choice % 2 == 0 ? new WindowDefinition.ByCount(1_000)
            : new WindowDefinition.ByTime(TimeSpan.FromDays(31));
        var monitor = Sample.Monitor(_model, "drift") with { Baseline = baselines[choice], Window = window };

        var saved = _folder.Catalog.SaveMonitor(monitor);

        var read = _folder.Reopen().FindMonitor(saved.Number)!;
        Assert.Equal((monitor.Baseline, monitor.Window), (read.Baseline, read.Window));
        Json.AssertEqual(saved, read);
        Assert.Equal(["x*"], read.Columns);
    }

    [Fact]
    public void Only_the_next_revision_replaces_a_monitor_and_every_revision_stays_readable()
    {
        var first = _folder.Catalog.SaveMonitor(Sample.Monitor(_model, "drift"));
        var second = first with { Revision = 2, Severity = MonitorSeverity.Warning, Name = "drift 2" };

        Json.AssertEqual(second, _folder.Catalog.SaveMonitor(second));

        foreach (int revision in (int[])[1, 2, 4])
        {
            var problem = Assert.Throws<StorageException>(() => _folder.Catalog.SaveMonitor(second with { Revision = revision }));
            Assert.Equal(StorageFailure.Conflict, problem.Failure);
        }
        Json.AssertEqual(second, _folder.Reopen().FindMonitor(first.Number));
        Json.AssertEqual(first, _folder.Catalog.FindMonitor(first.Number, 1));
        Json.AssertEqual(second, _folder.Catalog.FindMonitor(first.Number, 2));
        Assert.Null(_folder.Catalog.FindMonitor(first.Number, 3));
    }

    [Fact]
    public void Names_are_unique_within_a_model_only()
    {
        int other = _folder.Catalog.AddModel(Sample.Model("other")).Number;
        _folder.Catalog.SaveMonitor(Sample.Monitor(_model, "drift"));
        var free = _folder.Catalog.SaveMonitor(Sample.Monitor(_model, "free"));

        _folder.Catalog.SaveMonitor(Sample.Monitor(other, "drift"));

        Assert.Throws<StorageException>(() => _folder.Catalog.SaveMonitor(Sample.Monitor(_model, "drift")));
        Assert.Throws<StorageException>(() => _folder.Catalog.SaveMonitor(free with { Name = "drift", Revision = 2 }));
        Assert.Equal(["drift", "free"], _folder.Catalog.Monitors(_model).Select(m => m.Name));
        Assert.Equal(3, _folder.Catalog.Monitors(null).Count);
    }

    [Fact]
    public void A_monitor_of_no_model_or_one_too_many_is_refused()
    {
        var orphan = Assert.Throws<StorageException>(() => _folder.Catalog.SaveMonitor(Sample.Monitor(77, "drift")));
        _folder.Catalog.SaveMonitor(Sample.Monitor(_model, "a"));
        _folder.Catalog.SaveMonitor(Sample.Monitor(_model, "b"));
        var many = Assert.Throws<StorageException>(() => _folder.Catalog.SaveMonitor(Sample.Monitor(_model, "c")));

        Assert.Equal((StorageFailure.Conflict, StorageFailure.Limit), (orphan.Failure, many.Failure));
    }

    [Fact]
    public void A_deleted_monitor_takes_its_evaluations_along_its_alerts_stay_and_its_number_is_not_given_again()
    {
        var catalog = _folder.Catalog;
        var monitor = catalog.SaveMonitor(Sample.Monitor(_model, "drift"));
        var recorded = catalog.Record(Sample.Evaluation(monitor, 0), [1, 2, 3], [Sample.Alert(monitor, "x")]);

        var firing = catalog.Alerts(new AlertQuery()).Single();
        catalog.ChangeMonitors([], [monitor.Number], AlertRules.Close([firing], Message.Of("alert.deleted"), Sample.Noon));

        Assert.Empty(catalog.Monitors(_model));
        Assert.Empty(catalog.Evaluations(new EvaluationQuery()));
        var resolved = catalog.Alerts(new AlertQuery()).Single();
        Assert.Equal((firing.Number, AlertState.Resolved, "alert.deleted"), (resolved.Number, resolved.State, resolved.Resolution!.Key));
        Assert.Null(catalog.EvaluatedProfile(recorded.Number));
        Assert.Equal(monitor.Number + 1, catalog.SaveMonitor(Sample.Monitor(_model, "drift")).Number);
        Assert.Throws<StorageException>(() => catalog.SaveMonitor(monitor with { Revision = 2, Name = "other" }));
    }

    [Fact]
    public void Changes_of_several_monitors_are_made_all_or_none()
    {
        var catalog = _folder.Catalog;
        var (kept, gone) = (catalog.SaveMonitor(Sample.Monitor(_model, "kept")), catalog.SaveMonitor(Sample.Monitor(_model, "gone")));

        Assert.Throws<StorageException>(() => catalog.ChangeMonitors([Sample.Monitor(_model, "new"), kept with { Revision = 7 }],
            [gone.Number], []));
        Assert.Equal(["kept", "gone"], catalog.Monitors(_model).Select(m => m.Name));

        var saved = catalog.ChangeMonitors([Sample.Monitor(_model, "gone"), kept with { Revision = 2 }], [gone.Number], []);
        Assert.Equal([gone.Number + 1, kept.Number], saved.Select(m => m.Number));
        Json.AssertEqual(saved.OrderBy(m => m.Number), _folder.Reopen().Monitors(_model).OrderBy(m => m.Number));
    }

    public void Dispose() => _folder.Dispose();
}
