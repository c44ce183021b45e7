using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Compare;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard.Compare;

public sealed class UnlabelledBaselineTests
{
    const int Count = 600;

    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rows_with_labels_beside_a_baseline_without_show_their_own_quality_and_that_there_is_none_to_compare_with()
    {
        using var parts = new StoredParts(s_start.AddDays(2));
        var rows = Some.Dataset(("age", Some.Normal(Count, 1)),
            ("prediction", Some.Column("prediction", Some.Categories(Count, 2, ("yes", 1), ("no", 2)), ColumnRole.Prediction)),
            ("truth", Some.Column("truth", Some.Categories(Count, 3, ("yes", 1), ("no", 2)), ColumnRole.Target)));
        var model = parts.Storage.Catalog.AddModel(LiveRows.Model(rows));
        parts.Storage.Catalog.AddBaseline(BaselineBuilder.FromDataset(model.Number, "default", Some.Dataset(("age", Some.Normal(2_000, 4))),
            new BaselineOptions(), s_start, CancellationToken.None));
        await parts.AppendAsync(model, rows, [.. Enumerable.Range(0, Count).Select(i => s_start.AddMinutes(i))], 0, Count);
        await parts.AppendAsync(new LogEntry.Truths(Truths(rows)));
        await parts.CatchUpAsync();
        parts.Storage.Events.JoinTruths(0, CancellationToken.None);
        var query = new CompareQuery { Model = "churn", Left = new CompareSide { Baseline = "default" },
            Right = new CompareSide { From = s_start, To = s_start.AddDays(1) } };

        var compared = new Comparisons(parts.Storage.Catalog, parts.Storage.Events, new SideRows(parts.Storage.Events, parts.Cells))
            .Of(model, query, Pages.Viewer(s_start.AddDays(2)), run: true, CancellationToken.None);

        Assert.True(compared.Report is not null, compared.Problem?.Key);
        var accuracy = compared.Report.Quality!.Current!.Measures["accuracy"];
        Assert.Equal(Count, accuracy.N);
        Assert.True(accuracy.Low < accuracy.Value && accuracy.Value < accuracy.High);
        Assert.Null(compared.Report.Quality.Reference);
        Assert.Contains(compared.Report.Quality.Notes, n => n.Key == "quality.no_labels_reference");
        Assert.DoesNotContain(compared.Report.Columns, c => c.Name == "truth");
    }

    static TruthBatch Truths(InMemoryDataset rows) => new()
    {
        Model = 1,
        Ids = LiveRows.Texts(Enumerable.Range(0, Count).Select(i => $"id-{i}")),
        KnownAt = Enumerable.Repeat(LiveRows.Microseconds(s_start.AddDays(1)), Count).ToArray(),
        Labels = rows.Read("truth", CancellationToken.None),
    };
}
