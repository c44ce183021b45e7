using System.Collections.Immutable;

namespace Plumbline.Engine.Columns;

/// <summary>Why each absent row of a slice is absent. A slice counts its missing spellings and unreadable values without their rows;
/// wherever its rows are told apart (split into cells, stored, picked) they are given out by one rule, so that every part counts
/// alike.</summary>
/// <remarks>The rule: absent rows in order take the spellings in ordinal order, each as often as it was counted, then the unreadable
/// values; what is left is empty. With one spelling, which is the usual case, it is exact.</remarks>
public sealed class AbsentRows
{
    readonly UnreadableValues _values;

    // Not readonly: the enumerator is a struct.
    ImmutableSortedDictionary<string, long>.Enumerator _spellings;
    long _left;
    long _unreadable;
    bool _isFirst = true;

    /// <summary>Starts before the first absent row of the slice.</summary>
    public AbsentRows(ColumnSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        _spellings = slice.Missing.BySpelling.GetEnumerator();
        _values = slice.Unreadable;
        _unreadable = slice.Unreadable.Count;
    }

    /// <summary>True when every absent row is simply empty.</summary>
    public static bool AreEmpty(ColumnSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        var spellings = slice.Missing.BySpelling;
        return slice.Unreadable.Count == 0 && (spellings.Count == 0 || (spellings.Count == 1 && spellings.ContainsKey("")));
    }

    /// <summary>Why the next absent row is absent.</summary>
    public Absence Next()
    {
        while (_left == 0 && _spellings.MoveNext()) _left = _spellings.Current.Value;
        if (_left > 0)
        {
            _left--;
            return new Absence(_spellings.Current.Key, IsUnreadable: false);
        }
        if (_unreadable == 0) return default;
        _unreadable--;
        string text = _isFirst ? _values.Example ?? "" : "";
        _isFirst = false;
        return new Absence(text, IsUnreadable: true);
    }
}

/// <summary>Why a row has no value.</summary>
/// <param name="Text">The spelling, empty for an empty cell or a null; the unreadable text where it is known.</param>
/// <param name="IsUnreadable">True for a value that is not of the column's type.</param>
public readonly record struct Absence(string? Text, bool IsUnreadable)
{
    public bool IsEmpty => !IsUnreadable && string.IsNullOrEmpty(Text);
}
