using System.Buffers.Binary;
using System.Security.Cryptography;
using Plumbline.Engine.Profiles;

namespace Plumbline.Server.Projections;

/// <summary>A profile in bytes, for keeping beside an evaluation and for telling two profiles apart.</summary>
static class ProfileBytes
{
    public static byte[] Of(DatasetProfile profile)
    {
        using var bytes = new MemoryStream();
        ProfileJson.Write(profile, bytes);
        return bytes.ToArray();
    }

    /// <summary>Equal for profiles that are equal to the last bit, whatever they are called.</summary>
    public static ulong Fingerprint(DatasetProfile profile) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Of(profile with { Path = "" })));
}
