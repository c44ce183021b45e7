using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Upkeep;

/// <summary>A model whose events come day by day for a month, on real stores that keep rows for seven days.</summary>
sealed class Month : IDisposable
{
    public const int Days = 30, PerDay = 240, KeptDays = 7;

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly InMemoryDataset s_rows = Some.Dataset(("age", Some.Normal(Days * PerDay, 1, 40, 10)),
        ("plan", Some.Categories(Days * PerDay, 2, ("basic", 3), ("pro", 1))),
        ("region", Some.Categories(Days * PerDay, 3, ("north", 1), ("south", 1)))).WithSegments("region");

    // Six minutes apart, in the order in which they come.
    static readonly DateTimeOffset[] s_times = [.. Enumerable.Range(0, Days * PerDay).Select(i => Start.AddMinutes(i * 6))];

    public Month()
    {
        Parts = new StoredParts(Start, new ServerOptions { RetentionDays = KeptDays });
        Model = Parts.Storage.Catalog.AddModel(LiveRows.Model(s_rows));
    }

    public StoredParts Parts { get; }

    public ModelDefinition Model { get; }

    /// <summary>Values of a column on a day, as they were sent.</summary>
    public static double[] Ages(int day) =>
        [.. ((NumericSlice)s_rows.Read("age", default)).Values.Span.Slice(day * PerDay, PerDay)];

    /// <summary>Days pass: their events come, and in each night upkeep does what is due.</summary>
    public async Task PassAsync(int from, int to)
    {
        for (int day = from; day < to; day++)
        {
            Parts.Clock.Advance(Start.AddDays(day + 1).AddMinutes(-1) - Parts.Clock.GetUtcNow());
            await Parts.AppendAsync(Model, s_rows, s_times, day * PerDay, (day + 1) * PerDay);
            await Parts.CatchUpAsync();
            Parts.Storage.Events.JoinTruths(0, CancellationToken.None);
            Parts.Clock.Advance(TimeSpan.FromMinutes(2));
            await Parts.Upkeep.RunAsync(CancellationToken.None);
        }
    }

    /// <summary>One more event, with the values of the first, at a moment.</summary>
    public async Task SendAsync(string id, DateTimeOffset time) => await Parts.AppendAsync(new LogEntry.Events(
        LiveRows.Batch(s_rows, [time], 0, 1, Model.Number) with { Ids = LiveRows.Texts([id]) }));

    /// <summary>All rows of a day in one profile; null segment: whatever theirs is.</summary>
    public DatasetProfile ProfileOf(int day, KeyValuePair<string, string>? segment = null) =>
        CellMerging.Merge(Parts.Cells.Read(QueryOf(day) with { Segment = segment }, default).Cells, "")!;

    public IReadOnlyList<CellProfile> Cells(int day) => Parts.Cells.Read(QueryOf(day), default).Cells;

    public long RowsOf(int day)
    {
        var query = new EventQuery { From = Start.AddDays(day), To = Start.AddDays(day + 1) };
        return Parts.Storage.Events.Page(Model, query, null, 1_000, default).Rows.Count;
    }

    public void Dispose() => Parts.Dispose();

    CellQuery QueryOf(int day) => new() { Model = Model.Number, From = Start.AddDays(day), To = Start.AddDays(day + 1) };
}
