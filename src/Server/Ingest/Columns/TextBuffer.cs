using System.Buffers;
using Plumbline.Engine.Columns;

namespace Plumbline.Server.Ingest.Columns;

/// <summary>Texts of a batch end to end; the last ones can be taken back.</summary>
sealed class TextBuffer
{
    byte[] _bytes = [];
    int[] _ends = [];
    int _used;

    internal int Count { get; private set; }

    internal ReadOnlySpan<byte> Last => _bytes.AsSpan((Count < 2 ? 0 : _ends[Count - 2]).._ends[Count - 1]);

    internal void Add(ReadOnlySpan<byte> text)
    {
        Grow(ref _bytes, _used + text.Length, _used);
        Grow(ref _ends, Count + 1, Count);
        text.CopyTo(_bytes.AsSpan(_used));
        _used += text.Length;
        _ends[Count++] = _used;
    }

    internal void AddEmpty(int upTo)
    {
        while (Count < upTo) Add([]);
    }

    internal void TakeBack(int row)
    {
        if (Count <= row) return;
        Count = row;
        _used = row == 0 ? 0 : _ends[row - 1];
    }

    internal TextValues Build() => new(_bytes.AsSpan(0, _used).ToArray(), _ends.AsSpan(0, Count).ToArray());

    internal void Clear(bool keepBuffers)
    {
        (Count, _used) = (0, 0);
        if (keepBuffers) return;
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        if (_ends.Length > 0) ArrayPool<int>.Shared.Return(_ends);
        (_bytes, _ends) = ([], []);
    }

    static void Grow<T>(ref T[] buffer, int needed, int used)
    {
        if (buffer.Length >= needed) return;
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, Math.Max(64, used * 2)));
        buffer.AsSpan(0, used).CopyTo(larger);
        if (buffer.Length > 0) ArrayPool<T>.Shared.Return(buffer);
        buffer = larger;
    }
}
