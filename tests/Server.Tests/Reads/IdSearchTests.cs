using Plumbline.Engine.Storage;
using Plumbline.Server.Reads;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Reads;

public sealed class IdSearchTests : IDisposable
{
    static readonly DateTimeOffset s_day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    readonly StoredParts _parts = new();

    public void Dispose() => _parts.Dispose();

    [Fact]
    public async Task An_event_is_found_by_its_id_among_those_of_its_day_and_in_days_whose_ids_are_forgotten()
    {
        var rows = Some.Dataset(("age", Some.Normal(100, 1, 40, 10)));
        var model = _parts.Storage.Catalog.AddModel(LiveRows.Model(rows));
        await _parts.AppendAsync(model, rows, [.. Enumerable.Range(0, 100).Select(i => s_day.AddHours(i))], 0, 100);
        await _parts.CatchUpAsync();
        _parts.Cells.Sealed.Add(model.Number, [s_day.AddDays(1)]);
        string id = _parts.Storage.Events.Page(model, new EventQuery(), null, 100, CancellationToken.None).Rows[^30].Id;

        var narrow = new IdSearch(_parts.Storage.Log, _parts.Cells.Sealed).Narrow(model, new EventQuery { Id = id });

        Assert.Equal([(s_day.AddDays(1), s_day.AddDays(2))], narrow.Places!.Forgotten);
        var found = Assert.Single(_parts.Storage.Events.Page(model, narrow, null, 100, CancellationToken.None).Rows);
        Assert.Equal((id, s_day.AddHours(29)), (found.Id, found.Time));
    }

    [Fact]
    public void A_query_without_an_id_stays_as_it_is()
    {
        var query = new EventQuery { From = s_day };
        var model = _parts.Storage.Catalog.AddModel(LiveRows.Model(Some.Dataset(("age", new[] { 1.0 }))));

        Assert.Same(query, new IdSearch(_parts.Storage.Log, _parts.Cells.Sealed).Narrow(model, query));
    }
}
