using System.Diagnostics;
using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Profiles;

/// <summary>Gathers batches of one column on frozen cells. Not thread-safe.</summary>
sealed class ColumnProfileBuilder
{
    readonly ColumnDefinition _column;
    readonly NumericAccumulator? _numbers;
    readonly CategoricalAccumulator? _categories;
    MissingValues _missing = MissingValues.None;
    UnreadableValues _unreadable = UnreadableValues.None;
    ColumnContent? _others;
    long _rows;

    /// <summary>Starts empty on the cells of a profile of the same column.</summary>
    public ColumnProfileBuilder(ColumnProfile on)
    {
        _column = on.Column;
        switch (on.Content)
        {
            case ColumnContent.Numbers numbers: _numbers = new NumericAccumulator(numbers.On, keepSketches: true); break;
            case ColumnContent.Categories categories: _categories = new CategoricalAccumulator(categories.On, keepSketches: true); break;
            case ColumnContent.Times: _others = new ColumnContent.Times(null, null, 0); break;
            case ColumnContent.Vectors vectors: _others = vectors with { Count = 0 }; break;
            default: throw new UnreachableException();
        }
    }

    /// <summary>Adds a batch of rows.</summary>
    /// <exception cref="ArgumentException">The batch is of another type.</exception>
    public void Add(ColumnSlice slice)
    {
        switch (slice)
        {
            case NumericSlice numbers when _numbers is not null: _numbers.Add(numbers.Values.Span); break;
            case CategoricalSlice categories when _categories is not null: _categories.Add(categories); break;
            case TimestampSlice times when _others is ColumnContent.Times: _others = ProfileMerging.Content(_others,
                ColumnProfiles.OfTimes(times)); break;
            case VectorSlice vectors when _others is ColumnContent.Vectors: _others = ProfileMerging.Content(_others,
                ColumnProfiles.OfVectors(vectors)); break;
            default: throw new ArgumentException($"Column '{_column.Name}' is {_column.Type}, the batch is {slice.Column.Type}.",
                nameof(slice));
        }
        _rows += slice.Length;
        _missing = ProfileMerging.Missing(_missing, slice.Missing);
        _unreadable = ProfileMerging.Unreadable(_unreadable, slice.Unreadable);
    }

    public ColumnProfile Build() => new()
    {
        Column = _column,
        Rows = _rows,
        Missing = _missing,
        Unreadable = _unreadable,
        Content = _numbers?.Build() ?? _categories?.Build() ?? _others ?? throw new UnreachableException(),
    };
}
