using System.Globalization;
using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Segments;

/// <summary>A segment or protected column as groups, two bytes a row: categories by text, numbers by ranges between quantiles of the
/// reference.</summary>
public sealed record RowGroups
{
    /// <summary>The text shown for rows without a value.</summary>
    public const string MissingLabel = "(missing)";

    /// <summary>The text shown for values beyond the largest.</summary>
    public const string OtherLabel = "(other)";

    public required string Column { get; init; }

    /// <summary>Group names, most rows first for categories, ascending for ranges; then <see cref="OtherLabel"/> and
    /// <see cref="MissingLabel"/> where they occur.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Group of each reference row; empty when the reference lacks the column.</summary>
    public required ReadOnlyMemory<short> Reference { get; init; }

    /// <summary>Group of each current row; empty when the current set lacks the column.</summary>
    public required ReadOnlyMemory<short> Current { get; init; }

    /// <summary>True when the labels are ranges of numbers.</summary>
    public bool IsRanges { get; init; }

    /// <summary>Groups the rows of both sides.</summary>
    /// <param name="reference">The column in the reference, or null.</param>
    /// <param name="current">The column in the current set, or null.</param>
    /// <param name="largest">Most groups shown by name, at least 1.</param>
    /// <param name="fewestRows">Values with fewer rows on both sides together are never named: they join <see cref="OtherLabel"/>.</param>
    /// <exception cref="ArgumentException">Both slices are null.</exception>
    public static RowGroups From(ColumnSlice? reference, ColumnSlice? current, int largest = 30, int fewestRows = 10)
    {
        string column = (reference ?? current)?.Column.Name
            ?? throw new ArgumentException("A column must be present on one side.", nameof(reference));
        if (reference is NumericSlice or null && current is NumericSlice or null && !(reference is null && current is null))
            return RangeGroups.From(column, (NumericSlice?)reference, (NumericSlice?)current, fewestRows);
        return CategoryGroups.From(column, reference, current, largest, fewestRows);
    }

    /// <summary>The same groups without the values of a categorical column: they are called by their rank.</summary>
    public RowGroups Redacted() => IsRanges ? this : this with
    {
        Labels = [.. Labels.Select((label, k) => label is OtherLabel or MissingLabel ? label
            : $"#{(k + 1).ToString(CultureInfo.InvariantCulture)}")],
    };

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
