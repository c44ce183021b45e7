using System.Collections.Immutable;
using System.Diagnostics;
using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Profiles;

/// <summary>One column of a cell while rows are added to it. Not thread-safe.</summary>
/// <remarks>
/// What it holds after a row is a function of the rows so far in their order, never of how they came in batches; and a profile made of it
/// can be taken up again where it stood. Hence any split, any restart and any rebuild give equal bits.
/// </remarks>
abstract class CellColumn(ColumnDefinition column)
{
    static readonly ImmutableSortedDictionary<string, long> s_noSpellings =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    long _rows, _missing, _unreadable;

    /// <summary>Takes up a profile; one without rows is a fresh start.</summary>
    /// <param name="profile">Gives the cells and what was counted so far.</param>
    /// <param name="keepSketches">False for segments: counts and moments only.</param>
    public static CellColumn Of(ColumnProfile profile, bool keepSketches)
    {
        CellColumn column = profile.Content switch
        {
            ColumnContent.Numbers numbers => new CellNumbers(profile.Column, numbers, keepSketches),
            ColumnContent.Categories categories => new CellCategories(profile.Column, categories, keepSketches),
            ColumnContent.Times times => new CellTimes(profile.Column, times),
            ColumnContent.Vectors vectors => new CellVectors(profile.Column, vectors),
            _ => throw new UnreachableException(),
        };
        (column._rows, column._missing, column._unreadable) = (profile.Rows, profile.Missing.Count, profile.Unreadable.Count);
        return column;
    }

    /// <summary>Adds rows of a batch that lacks the column.</summary>
    public void AddAbsent(int rows)
    {
        _rows += rows;
        _missing += rows;
    }

    /// <summary>Adds rows of a batch in their order. Values of another type count as unreadable.</summary>
    public void Add(ColumnSlice slice, ReadOnlySpan<int> rows)
    {
        _rows += rows.Length;
        int present = TryCount(slice, rows);
        if (present >= 0)
        {
            _missing += rows.Length - present;
            return;
        }
        int unreadable = CountPresent(slice, rows);
        _unreadable += unreadable;
        _missing += rows.Length - unreadable;
    }

    /// <summary>The column as it is now; adding more does not change it.</summary>
    public ColumnProfile Build() => new()
    {
        Column = column,
        Rows = _rows,
        Missing = _missing == 0 ? MissingValues.None : new MissingValues(s_noSpellings.Add("", _missing)),
        Unreadable = _unreadable == 0 ? UnreadableValues.None : new UnreadableValues(_unreadable, null, null),
        Content = BuildContent(),
    };

    /// <summary>Counts the rows that are not missing; -1 when the slice is of another type.</summary>
    protected abstract int TryCount(ColumnSlice slice, ReadOnlySpan<int> rows);

    protected abstract ColumnContent BuildContent();

    static int CountPresent(ColumnSlice slice, ReadOnlySpan<int> rows)
    {
        int present = 0;
        foreach (int row in rows)
            if (IsPresent(slice, row)) present++;
        return present;
    }

    static bool IsPresent(ColumnSlice slice, int row) => slice switch
    {
        NumericSlice numbers => !double.IsNaN(numbers.Values.Span[row]),
        CategoricalSlice categories => categories.Codes.Span[row] >= 0,
        TimestampSlice times => times.Microseconds.Span[row] != TimestampSlice.MissingTime,
        VectorSlice vectors => vectors.Dimension > 0 && !float.IsNaN(vectors.Values.Span[row * vectors.Dimension]),
        _ => throw new UnreachableException(),
    };

    sealed class CellTimes(ColumnDefinition column, ColumnContent.Times so) : CellColumn(column)
    {
        ColumnContent.Times _soFar = so;

        protected override int TryCount(ColumnSlice slice, ReadOnlySpan<int> rows)
        {
            if (slice is not TimestampSlice times) return -1;
            long[] moments = new long[rows.Length];
            for (int i = 0; i < rows.Length; i++) moments[i] = times.Microseconds.Span[rows[i]];
            var more = ColumnProfiles.OfTimes(new TimestampSlice(times.Column, moments, MissingValues.None, UnreadableValues.None));
            _soFar = (ColumnContent.Times)ProfileMerging.Content(_soFar, more);
            return (int)more.Count;
        }

        protected override ColumnContent BuildContent() => _soFar;
    }

    sealed class CellVectors(ColumnDefinition column, ColumnContent.Vectors so) : CellColumn(column)
    {
        long _count = so.Count;
        int _dimension = so.Dimension;

        protected override int TryCount(ColumnSlice slice, ReadOnlySpan<int> rows)
        {
            if (slice is not VectorSlice vectors) return -1;
            int present = CountPresent(slice, rows);
            _dimension = Math.Max(_dimension, vectors.Dimension);
            _count += present;
            return present;
        }

        protected override ColumnContent BuildContent() => new ColumnContent.Vectors(_count, _dimension);
    }
}
