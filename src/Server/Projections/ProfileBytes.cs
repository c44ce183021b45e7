using System.Buffers.Binary;
using Plumbline.Engine.Profiles;

namespace Plumbline.Server.Projections;

/// <summary>Profiles with their bin set in bytes.</summary>
static class ProfileBytes
{
    const byte Json = (byte)'{';
    const byte Binary = (byte)'W';
    const int Head = 1 + sizeof(int);

    /// <summary>As a plumbline/profile/1 document.</summary>
    public static byte[] Of(DatasetProfile profile)
    {
        using var bytes = new MemoryStream();
        ProfileJson.Write(profile, bytes);
        return bytes.ToArray();
    }

    /// <summary>For keeping beside an evaluation: all that is needed to compute it again, to the last bit.</summary>
    public static byte[] Kept(DatasetProfile profile)
    {
        byte[] bins = ProfileBins.Of(profile).ToBytes(), content = ProfileBinary.Write(profile);
        byte[] kept = new byte[Head + bins.Length + content.Length];
        kept[0] = Binary;
        BinaryPrimitives.WriteInt32LittleEndian(kept.AsSpan(1), bins.Length);
        bins.CopyTo(kept, Head);
        content.CopyTo(kept, Head + bins.Length);
        return kept;
    }

    /// <summary>What was kept; documents, as earlier versions kept them, too.</summary>
    /// <exception cref="FormatException">The bytes are neither, or damaged.</exception>
    /// <exception cref="ProfileException">It is a document that cannot be read.</exception>
    public static DatasetProfile Read(byte[] kept, string name)
    {
        if (kept is [Json, ..])
        {
            using var json = new MemoryStream(kept);
            return ProfileJson.Read(json, name);
        }
        if (kept is not [Binary, ..] || kept.Length < Head) throw new FormatException("these bytes are no profile that was kept");
        int length = BinaryPrimitives.ReadInt32LittleEndian(kept.AsSpan(1));
        if (length < 0 || length > kept.Length - Head)
            throw new FormatException($"a bin set of {length} bytes does not stand in {kept.Length} bytes");
        var rest = kept.AsSpan(Head);
        return ProfileBinary.Read(rest[length..], ProfileBins.FromBytes(rest[..length]));
    }
}
