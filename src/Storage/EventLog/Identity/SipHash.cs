using System.Buffers.Binary;
using System.Numerics;

namespace Plumbline.Storage.Logs;

/// <summary>SipHash-2-4 with 128 bits: without the key nobody can make two texts share a hash (Aumasson and Bernstein 2012).</summary>
readonly struct SipHash(ReadOnlySpan<byte> key)
{
    readonly ulong _k0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
    readonly ulong _k1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);

    public UInt128 Of(ReadOnlySpan<byte> text)
    {
        ulong v0 = _k0 ^ 0x736F6D6570736575, v1 = _k1 ^ 0x646F72616E646F6D ^ 0xEE;
        ulong v2 = _k0 ^ 0x6C7967656E657261, v3 = _k1 ^ 0x7465646279746573;
        ulong last = (ulong)text.Length << 56;
        for (; text.Length >= 8; text = text[8..]) Absorb(BinaryPrimitives.ReadUInt64LittleEndian(text), ref v0, ref v1, ref v2, ref v3);
        for (int i = 0; i < text.Length; i++) last |= (ulong)text[i] << (8 * i);
        Absorb(last, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xEE;
        for (int i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        ulong low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xDD;
        for (int i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return new UInt128(v0 ^ v1 ^ v2 ^ v3, low);
    }

    static void Absorb(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
