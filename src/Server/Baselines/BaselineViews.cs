using System.Globalization;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Profiles;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Baselines;

/// <summary>Baselines as the HTTP contract shows them.</summary>
static class BaselineViews
{
    internal static BaselineView Of(Baseline baseline, Recounts recounts) => new()
    {
        Name = baseline.Name,
        Revision = baseline.Number,
        Source = baseline.Source,
        Rows = baseline.Profile.Rows,
        Fingerprint = Text(baseline.Fingerprint),
        BinSet = Text(BinSet.Of(baseline.Profile).Fingerprint),
        HasQuality = baseline.Quality is not null,
        Columns = [.. baseline.Profile.Schema.Columns.Select(c =>
            new ColumnContract(c.Name, Words.Of(c.Type), Words.Of(c.Role), c.ScoreOf))],
        CreatedAt = baseline.CreatedAt,
        RecountsPending = recounts.PendingOf(baseline.Model),
    };

    static string Text(ulong fingerprint) => fingerprint.ToString("x16", CultureInfo.InvariantCulture);
}
