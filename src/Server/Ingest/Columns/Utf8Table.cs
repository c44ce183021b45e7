using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Plumbline.Server.Ingest.Columns;

/// <summary>Texts known by their UTF-8 bytes: a known one costs no allocation. Bounded by <see cref="Trim"/>, which the owner calls between
/// batches.</summary>
sealed class Utf8Table
{
    const ulong Prime = 0x9E3779B97F4A7C15;
    const int MostTexts = 20_000;
    const int MostBytes = 1 << 20;

    readonly ulong _seed = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray());
    byte[] _bytes = [];
    int[] _ends = [];
    ulong[] _hashes = [];
    string[] _texts = [];
    int[] _slots = new int[16];
    int _bytesUsed;

    internal int Count { get; private set; }

    /// <summary>The number of a text; -1 when it is new.</summary>
    internal int Find(ReadOnlySpan<byte> text)
    {
        ulong hash = Hash(text);
        int mask = _slots.Length - 1;
        for (int slot = (int)(hash >> 32) & mask; ; slot = (slot + 1) & mask)
        {
            int number = _slots[slot] - 1;
            if (number < 0) return -1;
            if (_hashes[number] == hash && Bytes(number).SequenceEqual(text)) return number;
        }
    }

    /// <summary>Adds a text that <see cref="Find"/> did not find.</summary>
    internal int Add(ReadOnlySpan<byte> text)
    {
        if (Count == _hashes.Length) Grow();
        if (_bytes.Length - _bytesUsed < text.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _bytesUsed + Math.Max(64, text.Length)));
        text.CopyTo(_bytes.AsSpan(_bytesUsed));
        _bytesUsed += text.Length;
        ulong hash = Hash(text);
        (_hashes[Count], _ends[Count], _texts[Count]) = (hash, _bytesUsed, Encoding.UTF8.GetString(text));
        _slots[FreeSlot(hash)] = ++Count;
        return Count - 1;
    }

    internal string Text(int number) => _texts[number];

    internal ReadOnlySpan<byte> Bytes(int number) => _bytes.AsSpan((number == 0 ? 0 : _ends[number - 1])..(_ends[number]));

    /// <summary>Forgets everything when it has grown too large.</summary>
    internal bool Trim()
    {
        if (Count <= MostTexts && _bytesUsed <= MostBytes) return false;
        (_bytes, _ends, _hashes, _texts, _slots) = ([], [], [], [], new int[16]);
        (Count, _bytesUsed) = (0, 0);
        return true;
    }

    void Grow()
    {
        int size = Math.Max(8, _hashes.Length * 2);
        Array.Resize(ref _hashes, size);
        Array.Resize(ref _ends, size);
        Array.Resize(ref _texts, size);
        _slots = new int[size * 2];
        for (int i = 0; i < Count; i++) _slots[FreeSlot(_hashes[i])] = i + 1;
    }

    int FreeSlot(ulong hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 32) & mask;
        while (_slots[slot] != 0) slot = (slot + 1) & mask;
        return slot;
    }

    /// <summary>Seeded, so that nobody can send texts that all fall into one slot.</summary>
    ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = _seed ^ ((ulong)text.Length * Prime);
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
