using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Upkeep;

/// <summary>Gives columns a place in the bin set that came after it was frozen, once they have enough values: then they are profiled, and
/// cells whose rows are at hand are counted anew with them. Trend lines show the border.</summary>
sealed class BinSetGrowth(IModelCatalog catalog, IEventStore events, LiveCells cells, Recounts recounts, UpkeepCounts counts,
    TimeProvider clock)
{
    /// <summary>Values a column needs, as many rows as freeze the first bin set.</summary>
    const int Enough = 1_000;

    /// <summary>Rows beyond which no more are asked for: a column with fewer values among them waits.</summary>
    const int MostRows = 200_000;

    static readonly TimeSpan s_every = TimeSpan.FromMinutes(10);
    static readonly TimeSpan[] s_lookBack = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    // Not by the time of day, which somebody may set back.
    long? _lookedAt;

    public void Run(CancellationToken cancellationToken)
    {
        if (_lookedAt is { } looked && clock.GetElapsedTime(looked) < s_every) return;
        foreach (var model in catalog.Models())
            // While cells are counted anew on the last bin set, another one would only double the work.
            if (!recounts.IsPending(model.Number)) Grow(model, cancellationToken);
        _lookedAt = clock.GetTimestamp();
    }

    void Grow(ModelDefinition model, CancellationToken cancellationToken)
    {
        if (cells.BinSetOf(model.Number) is not { } present || cells.LastEvent(model.Number) is not { } last) return;
        string[] missing = [.. model.Schema.Columns.Columns.Where(c => BinSet.Counts(c) && present.Profile.Find(c.Name) is null)
            .Select(c => c.Name)];
        if (missing.Length == 0 || Frozen(model, missing, last, cancellationToken) is not { } more) return;
        recounts.UseBinSet(model.Number, present.And(more));
        counts.Grown();
    }

    // From the newest rows, as many as it takes.
    BinSet? Frozen(ModelDefinition model, string[] columns, DateTimeOffset last, CancellationToken cancellationToken)
    {
        foreach (var back in s_lookBack)
        {
            var query = new EventQuery { From = last - back, To = last.AddTicks(TimeSpan.TicksPerMicrosecond), Columns = columns };
            using var rows = events.Open(model, query, cancellationToken);
            string[] enough = [.. columns.Where(c => Values(rows.Read(c, cancellationToken)) >= Enough)];
            if (enough.Length > 0) return Freeze(model, query with { Columns = enough }, cancellationToken);
            if (rows.RowCount >= MostRows) return null;
        }
        return null;
    }

    BinSet Freeze(ModelDefinition model, EventQuery query, CancellationToken cancellationToken)
    {
        using var rows = events.Open(model, query, cancellationToken);
        return BinSet.Of(DatasetProfiles.Build(rows, null, 1, null, cancellationToken));
    }

    static long Values(ColumnSlice slice) => slice.Length - slice.Missing.Count - slice.Unreadable.Count;
}
