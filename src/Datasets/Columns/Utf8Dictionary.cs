using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Plumbline.Datasets.Columns;

/// <summary>Numbers distinct texts in order of appearance. A text that is known costs no allocation.</summary>
sealed class Utf8Dictionary
{
    const ulong Prime = 0x9E3779B97F4A7C15;

    byte[] _bytes = new byte[1024];
    int _bytesUsed;
    int[] _starts = new int[65];
    ulong[] _hashes = new ulong[64];
    int[] _slots = new int[128];

    internal int Count { get; private set; }

    internal ReadOnlySpan<byte> this[int code] => _bytes.AsSpan(_starts[code].._starts[code + 1]);

    /// <summary>The number of a text, given now if it is new.</summary>
    internal int CodeOf(ReadOnlySpan<byte> text)
    {
        ulong hash = Hash(text);
        int mask = _slots.Length - 1;
        for (int slot = (int)(hash >> 32) & mask; ; slot = (slot + 1) & mask)
        {
            int code = _slots[slot] - 1;
            if (code < 0) return Add(text, hash, slot);
            if (_hashes[code] == hash && this[code].SequenceEqual(text)) return code;
        }
    }

    internal string[] ToStrings()
    {
        var all = new string[Count];
        for (int i = 0; i < all.Length; i++) all[i] = Encoding.UTF8.GetString(this[i]);
        return all;
    }

    int Add(ReadOnlySpan<byte> text, ulong hash, int slot)
    {
        if (Count == _hashes.Length)
        {
            Grow();
            slot = Free(hash);
        }
        if (_bytes.Length - _bytesUsed < text.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, (long)_bytesUsed + text.Length)));
        text.CopyTo(_bytes.AsSpan(_bytesUsed));
        _bytesUsed += text.Length;
        _starts[Count + 1] = _bytesUsed;
        _hashes[Count] = hash;
        _slots[slot] = ++Count;
        return Count - 1;
    }

    int Free(ulong hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 32) & mask;
        while (_slots[slot] != 0) slot = (slot + 1) & mask;
        return slot;
    }

    void Grow()
    {
        Array.Resize(ref _hashes, _hashes.Length * 2);
        Array.Resize(ref _starts, _hashes.Length + 1);
        _slots = new int[_hashes.Length * 2];
        for (int i = 0; i < Count; i++) _slots[Free(_hashes[i])] = i + 1;
    }

    static ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length * Prime;
        for (; text.Length >= 8; text = text[8..]) hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(text));
        ulong rest = 0;
        for (int i = 0; i < text.Length; i++) rest |= (ulong)text[i] << (8 * i);
        return Mix(hash, rest);
    }

    static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Prime;
        return BitOperations.RotateLeft(hash ^ (hash >> 29), 31) * Prime;
    }
}
