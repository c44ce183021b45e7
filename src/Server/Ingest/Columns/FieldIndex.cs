namespace Plumbline.Server.Ingest.Columns;

/// <summary>Finds the column of a property. Events of one sender name their properties in one order, so the next one is guessed
/// first.</summary>
sealed class FieldIndex
{
    readonly Utf8Table _names = new();
    readonly List<LiveColumn> _columns = [];
    LiveColumn? _first;
    LiveColumn? _last;

    internal IReadOnlyList<LiveColumn> Columns => _columns;

    internal void StartRow() => _last = null;

    internal LiveColumn? Find(ReadOnlySpan<byte> name)
    {
        LiveColumn? guess = _last is null ? _first : _last.Next;
        if (guess is not null && guess.FieldBytes.AsSpan().SequenceEqual(name)) return _last = guess;
        int number = _names.Find(name);
        return number < 0 ? null : Follow(_columns[number]);
    }

    internal LiveColumn Add(LiveColumn column)
    {
        _names.Add(column.FieldBytes);
        _columns.Add(column);
        return Follow(column);
    }

    LiveColumn Follow(LiveColumn column)
    {
        if (_last is null) _first = column;
        else _last.Next = column;
        return _last = column;
    }
}
