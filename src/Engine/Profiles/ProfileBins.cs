using System.Collections.Immutable;
using System.Security.Cryptography;
using Plumbline.Engine.Columns;
using Plumbline.Statistics;

namespace Plumbline.Engine.Profiles;

/// <summary>What a stored profile does not repeat: its columns and the cells they are counted on. Immutable.</summary>
/// <remarks>Kept once and shared by all profiles counted on it; see <see cref="ProfileBinary"/>. Unlike a <see cref="BinSet"/> it leaves no
/// column out.</remarks>
public sealed record ProfileBins
{
    /// <summary>All columns, also those without a profile.</summary>
    public required Schema Schema { get; init; }

    /// <summary>The columns of a profile, in its order.</summary>
    public required ImmutableArray<ProfileBinsColumn> Columns { get; init; }

    /// <summary>Equal where profiles can be merged: the same columns in the same order, of the same types, on equal cells.</summary>
    public ulong MergeFingerprint
    {
        get
        {
            ulong hash = (ulong)Columns.Length;
            foreach (var column in Columns)
            {
                hash = StableHash.Combine(hash, StableHash.Of(column.Column.Name));
                hash = StableHash.Combine(hash, (ulong)column.Column.Type);
                hash = StableHash.Combine(hash, column.Cells?.Fingerprint ?? 0);
            }
            return hash;
        }
    }

    /// <summary>The place of a column, or -1.</summary>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Columns.Length; i++)
            if (Columns[i].Column.Name == name) return i;
        return -1;
    }

    /// <summary>The bin set a profile is counted on.</summary>
    public static ProfileBins Of(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var columns = profile.Columns.Select(c => new ProfileBinsColumn(c.Column, c.Content.Cells));
        return new ProfileBins { Schema = profile.Schema, Columns = [.. columns] };
    }

    /// <summary>The bin set in bytes; equal bin sets give equal bytes.</summary>
    public byte[] ToBytes() => ProfileBinsBinary.Write(this);

    /// <summary>Takes up a bin set again.</summary>
    /// <exception cref="FormatException">The bytes are not a bin set, of an unknown version, or damaged.</exception>
    public static ProfileBins FromBytes(ReadOnlySpan<byte> bytes) => ProfileBinsBinary.Read(bytes);

    /// <summary>SHA-256 of a bin set's bytes, what it is stored by.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes);
}

/// <summary>A column of a profile and the cells it is counted on; null for times and vectors.</summary>
public sealed record ProfileBinsColumn(ColumnDefinition Column, ColumnCells? Cells);
