using System.Buffers.Binary;
using System.Numerics;

namespace Plumbline.Storage.Events;

/// <summary>The hash by which ids are joined. It is stored: it may never change. A join compares the ids too, so it need not resist
/// attacks.</summary>
static class IdHash
{
    const ulong Prime = 0x9E3779B97F4A7C15;

    internal static ulong Of(ReadOnlySpan<byte> id)
    {
        ulong hash = (ulong)id.Length * Prime;
        for (; id.Length >= 8; id = id[8..]) hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(id));
        ulong rest = 0;
        for (int i = 0; i < id.Length; i++) rest |= (ulong)id[i] << (8 * i);
        return Mix(hash, rest);
    }

    static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Prime;
        return BitOperations.RotateLeft(hash ^ (hash >> 29), 31) * Prime;
    }
}
