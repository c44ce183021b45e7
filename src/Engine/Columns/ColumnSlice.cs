namespace Plumbline.Engine.Columns;

/// <summary>One column whole: the values of all rows, with what was missing and what could not be read.</summary>
public abstract class ColumnSlice(ColumnDefinition column, MissingValues missing, UnreadableValues unreadable)
{
    public ColumnDefinition Column { get; } = column;

    /// <summary>Missing values by spelling.</summary>
    public MissingValues Missing { get; } = missing;

    /// <summary>Values that are present in the file but not of the column's type. In the slice they look missing.</summary>
    public UnreadableValues Unreadable { get; } = unreadable;

    /// <summary>Number of rows.</summary>
    public abstract int Length { get; }
}

/// <summary>Numbers. NaN marks a missing or unreadable row; infinities are kept.</summary>
public sealed class NumericSlice(ColumnDefinition column, ReadOnlyMemory<double> values, MissingValues missing, UnreadableValues unreadable)
    : ColumnSlice(column, missing, unreadable)
{
    public ReadOnlyMemory<double> Values { get; } = values;

    public override int Length => Values.Length;
}

/// <summary>Categories, booleans and text: a code per row into <see cref="Categories"/>, or -1 for a missing row.</summary>
public sealed class CategoricalSlice(ColumnDefinition column, ReadOnlyMemory<int> codes, IReadOnlyList<string> categories,
    MissingValues missing,
    UnreadableValues unreadable) : ColumnSlice(column, missing, unreadable)
{
    public ReadOnlyMemory<int> Codes { get; } = codes;

    /// <summary>The distinct texts in order of first appearance.</summary>
    public IReadOnlyList<string> Categories { get; } = categories;

    public override int Length => Codes.Length;
}

/// <summary>Times as microseconds since 1970 UTC; <see cref="MissingTime"/> marks a missing row.</summary>
public sealed class TimestampSlice(ColumnDefinition column, ReadOnlyMemory<long> microseconds, MissingValues missing,
    UnreadableValues unreadable)
    : ColumnSlice(column, missing, unreadable)
{
    public const long MissingTime = long.MinValue;

    public ReadOnlyMemory<long> Microseconds { get; } = microseconds;

    public override int Length => Microseconds.Length;
}

/// <summary>Vectors of one dimension, row after row; a row of NaN is missing.</summary>
public sealed class VectorSlice(ColumnDefinition column, ReadOnlyMemory<float> values, int dimension, MissingValues missing,
    UnreadableValues unreadable)
    : ColumnSlice(column, missing, unreadable)
{
    public ReadOnlyMemory<float> Values { get; } = values;

    public int Dimension { get; } = dimension;

    public override int Length => Dimension == 0 ? 0 : Values.Length / Dimension;
}
