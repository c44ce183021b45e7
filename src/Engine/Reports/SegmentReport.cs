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

    /// <summary>Crossing of the first two segment columns (the heat map); on the report of the first column only, null elsewhere.</summary>
    public SegmentCrossing? Crossing { get; init; }
}

/// <summary>Two segment columns crossed: the change of the measure per pair of values, the largest values of each. Drawn as a heat
/// map.</summary>
public sealed record SegmentCrossing
{
    /// <summary>The column whose values are the rows of <see cref="Cells"/>.</summary>
    public required string RowColumn { get; init; }

    /// <summary>The column whose values are the columns of <see cref="Cells"/>.</summary>
    public required string ColumnColumn { get; init; }

    /// <summary>The quality measure compared; null without quality (then only volumes).</summary>
    public string? Measure { get; init; }

    public required IReadOnlyList<string> RowValues { get; init; }

    public required IReadOnlyList<string> ColumnValues { get; init; }

    /// <summary>One list per row value, one cell per column value.</summary>
    public required IReadOnlyList<IReadOnlyList<SegmentCell>> Cells { get; init; }
}

/// <summary>One pair of segment values.</summary>
public sealed record SegmentCell
{
    public required long ReferenceRows { get; init; }

    public required long CurrentRows { get; init; }

    public MeasureValue? Reference { get; init; }

    public MeasureValue? Current { get; init; }

    /// <summary>Null without quality; its verdict is insufficient_data where rows are too few.</summary>
    public QualityChange? Change { get; init; }

    /// <summary>Adjusted over the cells of the crossing (Benjamini-Hochberg).</summary>
    public double QValue { get; init; } = double.NaN;
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
/// <param name="Rows">Current rows in the slice; scaled up from the sample looked at when the set is larger.</param>
/// <param name="Loss">Mean loss inside, current set.</param>
/// <param name="LossElsewhere">Mean loss outside.</param>
/// <param name="QValue">After Benjamini-Hochberg over the slices looked at.</param>
public sealed record SliceReport(IReadOnlyList<string> Conditions, long Rows, double Loss, double LossElsewhere, double Score,
    double QValue)
{
    /// <summary>What the loss is: <c>error_rate</c> (share of wrong answers), <c>log_loss</c> or <c>absolute_error</c>.</summary>
    public string LossKind { get; init; } = "error_rate";
}
