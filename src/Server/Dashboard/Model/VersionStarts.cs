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
    static readonly TimeSpan s_settled = TimeSpan.FromHours(6), s_again = TimeSpan.FromMinutes(1), s_back = TimeSpan.FromDays(366);

    readonly RecentlyUsed<(int Model, string Version), (DateTimeOffset Start, DateTimeOffset LookedAt)> _known = new(MostVersions);

    public DateTimeOffset Of(ModelDefinition model, ModelVersion version, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        bool isKnown = _known.TryGet((model.Number, version.Name), out var known);
        if (isKnown && (known.LookedAt - version.FirstSeen > s_settled || now - known.LookedAt < s_again)) return known.Start;
        var query = new CellQuery { Model = model.Number, From = version.FirstSeen - s_back, To = version.FirstSeen + CellKey.Smallest,
            Version = version.Name, Columns = [""], WithSketches = false };
        var first = cells.Read(query, cancellationToken).Cells.Where(c => c.Profile.Rows > 0).Select(c => c.Key.Start)
            .DefaultIfEmpty(version.FirstSeen).Min();
        var start = first < version.FirstSeen ? first : version.FirstSeen;
        _known.Keep((model.Number, version.Name), (start, now));
        return start;
    }
}
