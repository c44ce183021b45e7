using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Profiles;

/// <summary>The summary of one column of a set of rows.</summary>
public sealed record ColumnProfile
{
    public required ColumnDefinition Column { get; init; }

    /// <summary>Rows, present or not.</summary>
    public required long Rows { get; init; }

    public required MissingValues Missing { get; init; }

    public required UnreadableValues Unreadable { get; init; }

    public required ColumnContent Content { get; init; }

    /// <summary>How far the rows' own ten blocks lie apart (the second largest effect of a block against the others); 0 when not known.
    /// Only a reference's matters: it raises the threshold.</summary>
    public double OwnVariation { get; init; }

    /// <summary>Infinite values, excluded from every comparison.</summary>
    public long Infinite => Content is ColumnContent.Numbers numbers ? numbers.Moments.InfiniteCount : 0;

    /// <summary>Rows without a readable value.</summary>
    public long Absent => Missing.Count + Unreadable.Count;
}
