using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Projections;

public sealed class ModelRemovalTests : IDisposable
{
    const int Count = 2_400;
    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly InMemoryDataset s_rows = Some.Dataset(("age", Some.Normal(Count, 1, 40, 10)),
        ("region", Some.Categories(Count, 2, ("north", 1), ("south", 1)))).WithSegments("region");
    static readonly DateTimeOffset[] s_times = [.. Enumerable.Range(0, Count).Select(i => s_start.AddSeconds(i * 10))];

    readonly StoredParts _parts = new();

    [Fact]
    public async Task Nothing_of_a_deleted_model_is_left_and_its_neighbour_keeps_everything()
    {
        var (gone, stays) = await LoadedAsync();
        await EraseAsync(gone);

        await _parts.CatchUpAsync();

        AssertGone(gone);
        AssertWhole(stays);
        Assert.Equal(["gone"], _parts.Forgotten);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("cells")]
    [InlineData("bin set")]
    [InlineData("catalog")]
    [InlineData("all at once by the request")]
    [InlineData("rows")]
    [InlineData("cells, not saved")]
    [InlineData("rows and cells, not saved")]
    [InlineData("everything")]
    public async Task A_stop_between_any_two_steps_of_a_deletion_ends_in_the_same_state(string done)
    {
        var (gone, stays) = await LoadedAsync();
        await EraseAsync(gone);
        await DoAsync(done, gone.Number);

        _parts.Restart();
        await _parts.CatchUpAsync();
        _parts.Restart();
        await _parts.CatchUpAsync();

        AssertGone(gone);
        AssertWhole(stays);
    }

    [Fact]
    public async Task What_was_sent_while_the_model_was_being_deleted_is_of_nobody()
    {
        var (gone, stays) = await LoadedAsync();
        await EraseAsync(gone);
        await _parts.AppendAsync(gone, s_rows, [.. s_times.Select(t => t.AddDays(1))], 0, 100);

        await _parts.CatchUpAsync();
        _parts.Restart();
        await _parts.CatchUpAsync();

        AssertGone(gone);
        AssertWhole(stays);
    }

    [Fact]
    public async Task A_new_model_of_the_same_name_starts_clean_with_a_new_number()
    {
        var (gone, _) = await LoadedAsync();
        await EraseAsync(gone);
        await _parts.CatchUpAsync();

        var again = _parts.Storage.Catalog.AddModel(LiveRows.Model(s_rows, name: "gone"));
        Assert.NotEqual(gone.Number, again.Number);
        Assert.Null(_parts.Cells.BinSetOf(again.Number));
        Assert.Null(_parts.Cells.LastEvent(again.Number));
        await _parts.AppendAsync(again, s_rows, s_times, 0, 1_500);
        await _parts.CatchUpAsync();

        // The ids are those of the model that is gone: they are free again.
        Assert.Equal(1_500, _parts.Storage.Events.Count(again.Number, default).Events);
        Assert.Equal(1_500, RowsOf(again.Number));
        AssertGone(gone);
    }

    public void Dispose() => _parts.Dispose();

    async Task<(ModelDefinition Gone, ModelDefinition Stays)> LoadedAsync()
    {
        var gone = _parts.Storage.Catalog.AddModel(LiveRows.Model(s_rows, name: "gone"));
        var stays = _parts.Storage.Catalog.AddModel(LiveRows.Model(s_rows, name: "stays"));
        foreach (var model in new[] { gone, stays })
        {
            await _parts.AppendAsync(model, s_rows, s_times, 0, Count);
            await _parts.AppendAsync(new LogEntry.Truths(new TruthBatch
            {
                Model = model.Number,
                Ids = LiveRows.Texts(["id-1", "id-2", "nobody"]),
                KnownAt = s_times.Take(3).Select(LiveRows.Microseconds).ToArray(),
                Labels = Some.Categorical("truth", ["yes", "no", "yes"], ColumnRole.Target),
            }));
        }
        await _parts.CatchUpAsync();
        _parts.Storage.Events.JoinTruths(0, default);
        Assert.NotNull(_parts.BinSets.Find(gone.Number));
        Assert.NotEmpty(_parts.Storage.Profiles.Read(AllOf(gone.Number), default));
        return (gone, stays);
    }

    Task EraseAsync(ModelDefinition model) => _parts.AppendAsync(new LogEntry.Erased(new Erasure { Model = model.Number }));

    // What was done of a deletion before the stop.
    async Task DoAsync(string done, int model)
    {
        if (done is "cells" or "bin set") _parts.Cells.Forget(model);
        if (done is "bin set") _parts.BinSets.Forget(model);
        if (done is "catalog") _parts.Storage.Catalog.DeleteModel(model);
        if (done is "all at once by the request") _parts.Removal.Remove(model);
        if (done.StartsWith("rows", StringComparison.Ordinal)) _parts.Rows.CatchUp(default);
        if (done.EndsWith("not saved", StringComparison.Ordinal)) _parts.Feed.Apply(long.MaxValue, null, default);
        if (done is "everything") await _parts.CatchUpAsync();
    }

    void AssertGone(ModelDefinition model)
    {
        Assert.Null(_parts.Storage.Catalog.FindModel(model.Number));
        Assert.Null(_parts.BinSets.Find(model.Number));
        Assert.Null(_parts.Cells.LastEvent(model.Number));
        Assert.Null(_parts.Cells.BinSetOf(model.Number));
        Assert.Equal(default, _parts.Storage.Events.Count(model.Number, default));
        Assert.Empty(_parts.Restatements.Take(model.Number).Starts);
        Assert.DoesNotContain(_parts.Storage.Events.JoinTruths(0, default).Changed, c => c.Model == model.Number);
        foreach (bool segments in new[] { false, true })
        {
            Assert.Empty(_parts.Storage.Profiles.Read(AllOf(model.Number) with { AllSegments = segments }, default));
            Assert.Empty(_parts.Cells.Read(AllOf(model.Number) with { AllSegments = segments }, default).Cells);
        }
    }

    void AssertWhole(ModelDefinition model)
    {
        Assert.Equal((Count, 3, 1), (_parts.Storage.Events.Count(model.Number, default).Events,
            _parts.Storage.Events.Count(model.Number, default).Truths, _parts.Storage.Events.Count(model.Number, default).WaitingTruths));
        Assert.Equal(Count, RowsOf(model.Number));
        Assert.NotNull(_parts.BinSets.Find(model.Number));
    }

    long RowsOf(int model) => _parts.Cells.Read(AllOf(model), default).Cells.Sum(c => c.Profile.Rows);

    static CellQuery AllOf(int model) => new() { Model = model, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue };
}
