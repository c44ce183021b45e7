using System.Buffers.Binary;
using System.Security.Cryptography;
using Plumbline.Statistics;

namespace Plumbline.Engine.Profiles;

/// <summary>A number for all that a profile says of its rows.</summary>
public static class ProfileFingerprint
{
    /// <summary>Equal for profiles that judge alike: the same columns, roles and types on the same bin set with the same counts, moments
    /// and sketches. Where the rows came from does not matter. The same on every machine; different (but for chance) for others.</summary>
    public static ulong Of(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        byte[] hash = SHA256.HashData(ProfileBinary.Write(profile with { Path = "" }));
        return StableHash.Combine(OfColumns(profile), BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    static ulong OfColumns(DatasetProfile profile)
    {
        ulong hash = profile.BinSetFingerprint;
        foreach (var column in profile.Columns)
        {
            hash = StableHash.Combine(hash, StableHash.Of(column.Column.Role.ToString()));
            hash = StableHash.Combine(hash, StableHash.Of(column.Column.Type.ToString()));
            hash = StableHash.Combine(hash, column.Column.ScoreOf is { } score ? StableHash.Of(score) : 0);
        }
        return hash;
    }
}
