using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Upkeep;

/// <summary>Columns that come after the first events, and columns that stop coming.</summary>
public sealed class ColumnTests : IDisposable
{
    const int PerHour = 60;
    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    readonly StoredParts _parts = new(s_start);

    [Fact]
    public async Task A_column_that_comes_later_is_profiled_once_it_has_enough_values_also_in_cells_that_were_counted_without_it()
    {
        var model = Add("age");
        await PassAsync(model, 0, 20, "age");
        var before = _parts.Cells.BinSetOf(model.Number)!;
        model = Grow(model, "income");
        await PassAsync(model, 20, 30, "age", "income");
        Assert.Equal(before.Fingerprint, _parts.Cells.BinSetOf(model.Number)!.Fingerprint);

        await PassAsync(model, 30, 40, "age", "income");
        await PassAsync(model, 40, 41, "age", "income");

        var grown = _parts.Cells.BinSetOf(model.Number)!;
        Assert.NotEqual(before.Fingerprint, grown.Fingerprint);
        Assert.Equal(["age", "income"], grown.Profile.Columns.Select(c => c.Column.Name));
        var cells = _parts.Cells.Read(All(model), default).Cells;
        Assert.All(cells, c => Assert.Equal(grown.Fingerprint, c.BinSet));
        Assert.Equal(41 * PerHour, cells.Sum(c => c.Profile.Rows));
        Assert.Equal(20 * PerHour, cells.Sum(c => c.Profile.Find("income")!.Missing.Count));
        _parts.Restart();
        Assert.Equal(grown.Fingerprint, _parts.Cells.BinSetOf(model.Number)!.Fingerprint);
    }

    [Fact]
    public async Task A_column_that_stops_coming_becomes_a_revision_people_can_see_and_so_does_its_return()
    {
        var model = Add("age", "income");
        await PassAsync(model, 0, 10, "age", "income");
        await PassAsync(model, 10, 32, "age");
        Assert.Single(Now(model).Revisions);

        await PassAsync(model, 32, 38, "age");
        var vanished = Now(model);
        await PassAsync(vanished, 38, 41, "age", "income");

        Assert.Equal([(SchemaChangeKind.Vanished, "income")], vanished.Schema.Changes.Select(c => (c.Kind, c.Column)));
        Assert.Equal([(SchemaChangeKind.Returned, "income")], Now(model).Schema.Changes.Select(c => (c.Kind, c.Column)));
        Assert.Equal(3, Now(model).Revisions.Length);
        Assert.Equal(["age", "income"], Now(model).Schema.Columns.Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task A_column_that_is_seldom_filled_does_not_come_and_go()
    {
        var model = Add("age", "note");
        for (int hour = 0; hour < 60; hour += 12)
        {
            await PassAsync(model, hour, hour + 1, "age", "note");
            await PassAsync(model, hour + 1, hour + 12, "age");
        }

        Assert.Single(Now(model).Revisions);
    }

    public void Dispose() => _parts.Dispose();

    ModelDefinition Add(params string[] columns) => _parts.Storage.Catalog.AddModel(LiveRows.Model(Rows(columns, 0)));

    ModelDefinition Now(ModelDefinition model) => _parts.Storage.Catalog.FindModel(model.Number)!;

    ModelDefinition Grow(ModelDefinition model, string column)
    {
        var observed = new ObservedColumn(column, ColumnRole.Feature, ColumnType.Numeric);
        var advance = SchemaEvolution.Advance(model.Schema, model.IsConfirmed, [observed], _parts.Clock.GetUtcNow());
        var grown = model with { Revisions = model.Revisions.Add(advance.Revision) };
        Assert.True(_parts.Storage.Catalog.UpdateModel(model, grown));
        return grown;
    }

    // Hours pass with an event a minute, and after each upkeep does what is due.
    async Task PassAsync(ModelDefinition model, int from, int to, params string[] columns)
    {
        for (int hour = from; hour < to; hour++)
        {
            _parts.Clock.Advance(s_start.AddHours(hour + 1).AddSeconds(1) - _parts.Clock.GetUtcNow());
            DateTimeOffset[] times = [.. Enumerable.Range(0, PerHour).Select(i => s_start.AddHours(hour).AddMinutes(i))];
            var batch = LiveRows.Batch(Rows(columns, hour), times, 0, PerHour, model.Number);
            await _parts.AppendAsync(new LogEntry.Events(batch with { SchemaRevision = model.Schema.Number }));
            await _parts.CatchUpAsync();
            await _parts.Upkeep.RunAsync(CancellationToken.None);
            await _parts.CatchUpAsync();
        }
    }

    static InMemoryDataset Rows(string[] columns, int seed) =>
        Some.Dataset([.. columns.Select((c, i) => (c, (object)Some.Normal(PerHour, (ulong)((seed * 10) + i + 1), 40, 10)))]);

    static CellQuery All(ModelDefinition model) => new() { Model = model.Number, From = s_start, To = s_start.AddDays(9) };
}
