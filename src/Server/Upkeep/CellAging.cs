using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Upkeep;

/// <summary>Merges cells as they grow old, and lets those go that are older than profiles are kept.</summary>
sealed class CellAging(IModelCatalog catalog, LiveCells cells, ServerOptions options, UpkeepCounts counts, TimeProvider clock)
{
    /// <summary>Stretches merged before counting goes on.</summary>
    const int AtOnce = 20;

    /// <summary>The farthest back a monitor's baseline looks: the same weekday and hour of 26 weeks before.</summary>
    const int LongestSeasonDays = 27 * 7;

    static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    DateTimeOffset _done;

    /// <summary>Does what is due, once an hour.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % s_hour.Ticks), TimeSpan.Zero);
        if (hour == _done) return;
        await MergeAsync(hour.AddDays(-1), s_hour, cancellationToken);
        await MergeAsync(CellKey.DayOf(now.AddDays(-LongestSeasonDays)), CellKey.Longest, cancellationToken);
        foreach (var model in catalog.Models())
        {
            int days = Math.Max(options.ProfileDays, model.RetentionDays ?? 0);
            if (!cells.Sealed.Of(model.Number).IsEmpty)
                counts.Dropped(cells.DropSealed(model.Number, null, CellKey.DayOf(now.AddDays(-days)), null));
        }
        _done = hour;
    }

    // Only what is sealed: while its rows are there, a monitor made tomorrow may judge every quarter of an hour of it.
    async Task MergeAsync(DateTimeOffset before, TimeSpan length, CancellationToken cancellationToken)
    {
        for (bool hasMore = true; hasMore;)
        {
            (int gone, hasMore) = cells.Compact(before, length, onlySealed: true, AtOnce, cancellationToken);
            counts.Merged(gone);
            await Task.Yield();
        }
    }
}
