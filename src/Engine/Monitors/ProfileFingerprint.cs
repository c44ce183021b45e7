using System.Buffers.Binary;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics;

namespace Plumbline.Engine.Monitors;

/// <summary>Hashes of profiles: equal for equal profiles, on every machine.</summary>
public static class ProfileFingerprint
{
    /// <summary>Hash of everything a profile holds but its path.</summary>
    public static ulong Of(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        using var bytes = new MemoryStream();
        ProfileJson.Write(profile with { Path = "" }, bytes);
        return Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Hash of bytes.</summary>
    internal static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = StableHash.Mix((ulong)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash = StableHash.Combine(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte rest in bytes) hash = StableHash.Combine(hash, rest);
        return hash;
    }
}
