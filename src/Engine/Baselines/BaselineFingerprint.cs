using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;

namespace Plumbline.Engine.Baselines;

/// <summary>Equal for baselines that judge alike.</summary>
static class BaselineFingerprint
{
    /// <summary>Hash of the profile (bin set, counts, own variation) and of the quality that is compared with, of all rows and of every
    /// segment value.</summary>
    public static ulong Of(DatasetProfile profile, QualityReport? quality, IReadOnlyList<BaselineSegment> segments)
    {
        ulong hash = OfRows(profile, quality);
        foreach (var part in segments)
        {
            hash = StableHash.Combine(hash, StableHash.Combine(StableHash.Of(part.Segment), StableHash.Of(part.Value)));
            hash = StableHash.Combine(hash, OfRows(part.Profile, part.Quality));
        }
        return hash;
    }

    static ulong OfRows(DatasetProfile profile, QualityReport? quality)
    {
        ulong hash = ProfileFingerprint.Of(profile);
        if (OutcomeReport.SideOf(quality) is not { } side) return hash;
        hash = StableHash.Combine(hash, StableHash.Combine((ulong)side.Rows, (ulong)quality!.Task));
        foreach (var (name, value) in side.Measures.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            hash = StableHash.Combine(hash, StableHash.Of(name));
            foreach (double number in (ReadOnlySpan<double>)[value.Value, value.Low ?? double.NaN, value.High ?? double.NaN, value.N ?? 0])
                hash = StableHash.Combine(hash, StableHash.Of(number));
        }
        return hash;
    }
}
