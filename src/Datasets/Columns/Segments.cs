namespace Plumbline.Datasets.Columns;

/// <summary>A list that grows without copying: pieces, joined once at the end. Where the expected number of rows suffices there is one
/// piece and nothing to join; room that is not used is never touched and costs nothing.</summary>
sealed class Segments<T>(int expected = 0) where T : unmanaged
{
    const int FirstPiece = 2048;
    const int LargestPiece = 1 << 16;

    readonly List<T[]> _pieces = [];
    T[] _last = [];
    int _used;

    internal int Count { get; private set; }

    /// <summary>Makes room for rows that follow each other; at most what the rest of a piece holds is handed out.</summary>
    internal Span<T> Reserve(int count)
    {
        if (_used == _last.Length)
        {
            _last = GC.AllocateUninitializedArray<T>(Count == 0 && expected > 0 ? expected : Math.Clamp(Count, FirstPiece, LargestPiece));
            _pieces.Add(_last);
            _used = 0;
        }
        int taken = Math.Min(count, _last.Length - _used);
        Span<T> room = _last.AsSpan(_used, taken);
        _used += taken;
        Count = checked(Count + taken);
        return room;
    }

    internal void Add(T value) => Reserve(1)[0] = value;

    internal void Add(ReadOnlySpan<T> values)
    {
        while (values.Length > 0)
        {
            Span<T> room = Reserve(values.Length);
            values[..room.Length].CopyTo(room);
            values = values[room.Length..];
        }
    }

    /// <summary>The pieces in order; the last is cut to its length.</summary>
    internal IEnumerable<Memory<T>> Pieces()
    {
        for (int i = 0; i < _pieces.Count; i++)
            yield return _pieces[i].AsMemory(0, i == _pieces.Count - 1 ? _used : _pieces[i].Length);
    }

    /// <summary>All values; those of one piece where they stand.</summary>
    internal ReadOnlyMemory<T> ToMemory() => _pieces.Count == 1 ? _pieces[0].AsMemory(0, _used) : ToArray();

    internal T[] ToArray()
    {
        var all = new T[Count];
        int at = 0;
        foreach (Memory<T> piece in Pieces())
        {
            piece.Span.CopyTo(all.AsSpan(at));
            at += piece.Length;
        }
        return all;
    }
}
