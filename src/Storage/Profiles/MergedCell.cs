using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Profiles;

/// <summary>One cell of the rows of several.</summary>
static class MergedCell
{
    /// <summary>The merge of some cells.</summary>
    /// <param name="parts">Disjoint cells of one series, by start.</param>
    /// <param name="start">Start of the merged cell.</param>
    /// <param name="length">Its length.</param>
    /// <returns>Null when there are none, or when their bins differ.</returns>
    public static CellProfile? Of(IReadOnlyList<CellProfile> parts, DateTimeOffset start, TimeSpan length)
    {
        if (parts.Select(p => (p.BinSet, ProfileBins.Of(p.Profile).MergeFingerprint)).Distinct().Take(2).Count() != 1) return null;
        var last = parts[^1];
        return last with
        {
            Key = last.Key with { Start = start, Length = length },
            Profile = CellMerging.Merge(parts, last.Profile.Path)! with { Refused = parts.Sum(p => p.Profile.Refused) },
            Seq = parts.Max(p => p.Seq),
            IsSealed = parts.Any(p => p.IsSealed),
        };
    }
}
