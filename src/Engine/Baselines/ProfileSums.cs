using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Baselines;

/// <summary>Merges many profiles.</summary>
public static class ProfileSums
{
    /// <summary>The profile of the rows of all, merged pairwise like a tournament: the error of moments and sketches grows with the depth, not
    /// with the number.</summary>
    /// <param name="profiles">On one bin set, at least one, in order of time.</param>
    /// <exception cref="ProfileException">They have different columns or bin sets.</exception>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static DatasetProfile Merge(IReadOnlyList<DatasetProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        if (profiles.Count == 0) throw new ArgumentException("There is nothing to merge.", nameof(profiles));
        var round = profiles.ToList();
        while (round.Count > 1)
        {
            var next = new List<DatasetProfile>((round.Count + 1) / 2);
            for (int i = 0; i < round.Count; i += 2)
                next.Add(i + 1 < round.Count ? DatasetProfiles.Merge(round[i], round[i + 1]) with { Path = round[i].Path } : round[i]);
            round = next;
        }
        return round[0];
    }
}
