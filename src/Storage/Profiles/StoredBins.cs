using System.Collections.Immutable;
using Plumbline.Engine.Profiles;

namespace Plumbline.Storage.Profiles;

/// <summary>The bins of profiles as they are stored.</summary>
sealed record StoredBins(ImmutableArray<ProfileBinsColumn> Columns, byte[] Bytes, byte[] Hash)
{
    public static StoredBins Of(DatasetProfile profile)
    {
        var bins = ProfileBins.Of(profile);
        byte[] bytes = bins.ToBytes();
        return new StoredBins(bins.Columns, bytes, ProfileBins.HashOf(bytes));
    }

    /// <summary>True when a profile of the same schema has the very same columns and cells.</summary>
    public bool AreOf(DatasetProfile profile)
    {
        if (profile.Columns.Count != Columns.Length) return false;
        for (int i = 0; i < Columns.Length; i++)
        {
            var column = profile.Columns[i];
            if (!ReferenceEquals(column.Column, Columns[i].Column)) return false;
            if (!ReferenceEquals(column.Content.Cells, Columns[i].Cells)) return false;
        }
        return true;
    }
}
