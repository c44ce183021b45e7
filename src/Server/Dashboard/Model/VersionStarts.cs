using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>When versions began to answer: by the time of their events, which for history that is sent later is long before they were first
/// seen.</summary>
sealed class VersionStarts(LiveCells cells, TimeProvider time)
{
    const int MostVersions = 1_000;

    // History comes in the first hours of a version here; until then it is looked at again now and then.
    static readonly TimeSpan s_settled = TimeSpan.FromHours(6), s_again = TimeSpan.FromMinutes(1), s_back = TimeSpan.FromDays(366),
        s_day = TimeSpan.FromDays(1);

    readonly RecentlyUsed<(int Model, string Version), (DateTimeOffset Start, DateTimeOffset LookedAt)> _known = new(MostVersions);

    public DateTimeOffset Of(ModelDefinition model, ModelVersion version, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        bool isKnown = _known.TryGet((model.Number, version.Name), out var known);
        if (isKnown && (known.LookedAt - version.FirstSeen > s_settled || now - known.LookedAt < s_again)) return known.Start;
        var end = version.FirstSeen + CellKey.Smallest;
        // Whole days first, of which there are few; then the quarters of the first one.
        var start = First(model, version, version.FirstSeen - s_back, end, s_day, cancellationToken) is { } day
            && First(model, version, day.Start, day.End < end ? day.End : end, null, cancellationToken) is { } quarter
            && quarter.Start < version.FirstSeen ? quarter.Start : version.FirstSeen;
        _known.Keep((model.Number, version.Name), (start, now));
        return start;
    }

    CellKey? First(ModelDefinition model, ModelVersion version, DateTimeOffset from, DateTimeOffset to, TimeSpan? step,
        CancellationToken cancellationToken)
    {
        var query = new CellQuery { Model = model.Number, From = from, To = to, Version = version.Name, Columns = CellQuery.NoColumns,
            WithSketches = false,
            Step = step };
        return cells.Read(query, cancellationToken).Cells.Where(c => c.Profile.Rows > 0).MinBy(c => c.Key.Start)?.Key;
    }
}
