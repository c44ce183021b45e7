using Plumbline.Engine.Baselines;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Model;
using Plumbline.Server.Projections;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Dashboard;

public sealed class WindowReportsTests : IDisposable
{
    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    readonly StoredParts _parts = new(s_start.AddDays(2));

    [Theory]
    [InlineData(false, "default")]
    [InlineData(true, null)]
    public void A_window_is_shown_beside_its_baseline_or_by_itself_while_it_is_counted_on_other_bins(bool onOtherBins, string? beside)
    {
        var rows = Some.Dataset(("age", Some.Normal(4_000, 1)));
        var model = _parts.Storage.Catalog.AddModel(LiveRows.Model(rows));
        var baseline = _parts.Storage.Catalog.AddBaseline(Baseline("default", rows));
        var counted = onOtherBins ? Baseline("before", Some.Dataset(("age", Some.Normal(3_000, 2, 40, 9)))).Profile : baseline.Profile;
        var monitor = _parts.Storage.Catalog.SaveMonitor(new MonitorDefinition
        {
            Model = model.Number,
            Name = "drift",
            Kind = MonitorKind.Drift,
            Window = new WindowDefinition.ByTime(TimeSpan.FromDays(1)),
            CreatedAt = s_start,
        });
        IMonitorCatalog catalog = _parts.Storage.Catalog;
        var evaluation = catalog.Record(new Evaluation
        {
            Monitor = monitor.Number,
            MonitorRevision = monitor.Revision,
            Model = model.Number,
            Window = new Window(s_start, s_start.AddDays(1)),
            Status = EvaluationStatus.Ok,
            BaselineName = "default",
            BaselineFingerprint = baseline.Fingerprint,
            Rows = counted.Rows,
            Seq = 1,
            At = s_start.AddDays(1),
        }, ProfileBytes.Kept(counted), []);

        var shown = new WindowReports(_parts.Storage.Catalog, _parts.Storage.Events, _parts.Cells).Of(model, evaluation);

        Assert.Equal("age", Assert.Single(shown.Report!.Columns).Name);
        Assert.Equal(beside, shown.Baseline?.Name);
    }

    public void Dispose() => _parts.Dispose();

    static Baseline Baseline(string name, InMemoryDataset rows) =>
        BaselineBuilder.FromDataset(1, name, rows, new BaselineOptions(), s_start, CancellationToken.None);
}
