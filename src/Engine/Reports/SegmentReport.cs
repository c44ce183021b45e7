namespace Plumbline.Engine.Reports;

/// <summary>One segment column: quality and volume per value.</summary>
public sealed record SegmentReport
{
    public required string Column { get; init; }

    /// <summary>The quality measure compared; null without quality (then only volumes).</summary>
    public string? Measure { get; init; }

    public required IReadOnlyList<SegmentRow> Rows { get; init; }

    /// <summary>Change of the measure = mix + within; NaN without quality.</summary>
    public double Change { get; init; } = double.NaN;

    /// <summary>The part that comes from segments growing and shrinking.</summary>
    public double Mix { get; init; } = double.NaN;

    /// <summary>The part that comes from segments getting better or worse.</summary>
    public double Within { get; init; } = double.NaN;
}

/// <summary>One value of a segment column.</summary>
public sealed record SegmentRow
{
    /// <summary>The value, a range such as <c>(20, 35]</c>, or <c>(missing)</c>.</summary>
    public required string Value { get; init; }

    public required long ReferenceRows { get; init; }

    public required long CurrentRows { get; init; }

    /// <summary>The segment report's measure on both sides; undefined with too few rows.</summary>
    public MeasureValue? Reference { get; init; }

    public MeasureValue? Current { get; init; }

    public QualityChange? Change { get; init; }

    /// <summary>Adjusted over the segments of the column (Benjamini-Hochberg).</summary>
    public double QValue { get; init; } = double.NaN;

    /// <summary>Every quality measure of the segment on the current side.</summary>
    public IReadOnlyDictionary<string, MeasureValue> Measures { get; init; } = new Dictionary<string, MeasureValue>();
}

/// <summary>A conjunction of column conditions where the loss is higher than elsewhere.</summary>
/// <param name="Conditions">Such as <c>region = north</c>, <c>age in (20, 35]</c>.</param>
/// <param name="Rows">Current rows in the slice.</param>
/// <param name="Loss">Mean loss inside, current set.</param>
/// <param name="LossElsewhere">Mean loss outside.</param>
/// <param name="QValue">After Benjamini-Hochberg over the slices looked at.</param>
public sealed record SliceReport(IReadOnlyList<string> Conditions, long Rows, double Loss, double LossElsewhere, double Score, double QValue);
