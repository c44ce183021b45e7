using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Events;

/// <summary>Makes a slice of rows as they were stored. The columns of a chunk are: seq, value, why it is absent, number and text of other
/// days.</summary>
abstract class SliceBuilder(StoredColumn column, Spellings spellings)
{
    const int Value = 1, Reason = 2, Number = 3, Text = 4, LongestExample = 80;

    readonly Dictionary<string, long> _missing = new(StringComparer.Ordinal);
    Absence[] _absences = [];
    long _unreadable;
    long? _firstUnreadable;
    string? _example;
    int _rows;

    protected ColumnDefinition Column => column.Definition;

    protected MissingValues Missing =>
        _missing.Count == 0 ? MissingValues.None : new MissingValues(_missing.ToImmutableSortedDictionary(StringComparer.Ordinal));

    protected UnreadableValues Unreadable =>
        _unreadable == 0 ? UnreadableValues.None : new UnreadableValues(_unreadable, _firstUnreadable, _example);

    internal static SliceBuilder For(StoredColumn column, Spellings spellings, int rows) => column.Kind switch
    {
        ValueKind.Number => new NumericSliceBuilder(column, spellings, rows),
        ValueKind.Text => new CategoricalSliceBuilder(column, spellings, rows),
        ValueKind.Time => new TimestampSliceBuilder(column, spellings, rows),
        ValueKind.Vector => new VectorSliceBuilder(column, spellings),
    };

    internal void Append(DuckDbChunk chunk)
    {
        DuckDbVector values = chunk[Value], reasons = chunk[Reason], numbers = chunk[Number], texts = chunk[Text];
        if (values.Validity.Length == 0 && !HasAny(reasons))
        {
            AddAll(values);
            _rows += chunk.RowCount;
            return;
        }
        for (int row = 0; row < chunk.RowCount; row++)
        {
            if (values.IsValid(row) && reasons.IsValid(row)) AddNegativeZero();
            else if (values.IsValid(row)) Add(values, row);
            else if (column.Numbers is not null && numbers.IsValid(row)) AddNumber(numbers.Values<double>()[row]);
            else if (column.Texts is not null && texts.IsValid(row)) AddText(texts.Text(row));
            else AddAbsent(reasons.IsValid(row) ? Meaning(reasons.Values<int>()[row]) : new Absence("", IsUnreadable: false));
            _rows++;
        }
    }

    internal abstract ColumnSlice Build();

    /// <summary>Adds a value of the column's kind.</summary>
    protected abstract void Add(in DuckDbVector values, int row);

    /// <summary>Adds values none of which is absent.</summary>
    protected virtual void AddAll(in DuckDbVector values)
    {
        for (int row = 0; row < values.Length; row++) Add(values, row);
    }

    protected abstract void AddNothing();

    protected virtual void AddNegativeZero() => throw new UnreachableException();

    /// <summary>Adds a number from when the column was numeric.</summary>
    protected virtual void AddNumber(double number) => AddUnreadable(NumberText.Text(number));

    /// <summary>Adds a text from when the column was one.</summary>
    protected virtual void AddText(ReadOnlySpan<byte> text) => AddUnreadable(Encoding.UTF8.GetString(text));

    protected void AddUnreadable(string text)
    {
        AddNothing();
        if (_unreadable++ > 0) return;
        _firstUnreadable = _rows + 1;
        if (text.Length > 0) _example = text.Length > LongestExample ? text[..LongestExample] : text;
    }

    void AddAbsent(Absence absence)
    {
        string text = absence.Text ?? "";
        if (absence.IsUnreadable)
        {
            AddUnreadable(text);
            return;
        }
        AddNothing();
        _missing[text] = _missing.GetValueOrDefault(text) + 1;
    }

    static bool HasAny(in DuckDbVector reasons) => reasons.Validity.Length == 0 || reasons.Validity.ContainsAnyExcept(0UL);

    Absence Meaning(int code)
    {
        if (code >= _absences.Length) _absences = spellings.ToArray();
        return _absences[code];
    }
}
