using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>What two data sets, compared, have to say. The JSON form is the contract <c>plumbline/report/1</c>:
/// names are snake_case, undefined numbers are null with a sibling <c>reason</c>, fields may be added but not renamed.</summary>
public sealed record Report
{
    public const string SchemaName = "plumbline/report/1";

    public string Schema { get; init; } = SchemaName;

    public required DatasetSummary Reference { get; init; }

    public required DatasetSummary Current { get; init; }

    public required ReportSummary Summary { get; init; }

    /// <summary>Columns of either set, in the reference's order, those only in the current set last.</summary>
    public required IReadOnlyList<ColumnReport> Columns { get; init; }

    public IReadOnlyList<IntegrityCheck> Integrity { get; init; } = [];

    /// <summary>Null where the sets cannot be compared row by row (profiles) or a side is too small.</summary>
    public MultivariateReport? Multivariate { get; init; }

    /// <summary>Null without target and prediction or score.</summary>
    public QualityReport? Quality { get; init; }

    public IReadOnlyList<SegmentReport> Segments { get; init; } = [];

    /// <summary>The slices whose quality fell most, significant after correction, worst first.</summary>
    public IReadOnlyList<SliceReport> Slices { get; init; } = [];

    public IReadOnlyList<FairnessReport> Fairness { get; init; } = [];

    public IReadOnlyList<Message> Warnings { get; init; } = [];
}

/// <summary>One side of a report.</summary>
public sealed record DatasetSummary
{
    public required string Path { get; init; }

    public required long Rows { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public long Refused { get; init; }

    /// <summary>First and last moment of the timestamp column, null without one.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Rows equal to an earlier row in every column; null when not counted (profiles).</summary>
    public long? DuplicateRows { get; init; }

    /// <summary>True when this side is a stored profile instead of rows.</summary>
    public bool IsProfile { get; init; }
}

/// <summary>The data set's verdict in numbers.</summary>
public sealed record ReportSummary
{
    public required Verdict Verdict { get; init; }

    /// <summary>Columns shown.</summary>
    public required int Columns { get; init; }

    /// <summary>Columns whose drift could be judged.</summary>
    public required int Judged { get; init; }

    public required int Drifted { get; init; }

    /// <summary>Drifted / judged; NaN when none was judged.</summary>
    public required double DriftedShare { get; init; }

    public IReadOnlyList<Message> Reasons { get; init; } = [];
}

/// <summary>What is said of a column or a data set.</summary>
public enum Verdict
{
    Drift,
    Stable,
    InsufficientData,

    /// <summary>The reference holds nothing to compare with.</summary>
    NotComparable,
}

/// <summary>A measured number. NaN is undefined, then <see cref="Reason"/> says why.</summary>
public sealed record MeasureValue(double Value)
{
    public double? PValue { get; init; }

    /// <summary>95 % interval, null where none exists.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Rows behind the number.</summary>
    public long? N { get; init; }

    public double? ExpectedBelow5 { get; init; }

    public Message? Reason { get; init; }
}
