using System.Text.Json.Serialization;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>One column on both sides.</summary>
public sealed record ColumnReport
{
    public required string Name { get; init; }

    public required ColumnRole Role { get; init; }

    public required ColumnType Type { get; init; }

    /// <summary>Null when the reference lacks the column.</summary>
    public ColumnSummary? Reference { get; init; }

    /// <summary>Null when the current set lacks the column.</summary>
    public ColumnSummary? Current { get; init; }

    /// <summary>Null for columns that are never judged (timestamps, ids, ignored).</summary>
    public DriftReport? Drift { get; init; }

    /// <summary>By measure name, in the order of METHODS (psi, jensen_shannon, ...).</summary>
    public IReadOnlyDictionary<string, MeasureValue> Measures { get; init; } = new Dictionary<string, MeasureValue>();

    /// <summary>Counts on the frozen cells: what the verdict was made from. Empty when there are none.</summary>
    public IReadOnlyList<CellCount> Cells { get; init; } = [];

    /// <summary>Values of the current set that the reference never had, at least 10 rows each, most frequent first.</summary>
    public IReadOnlyList<CellCount> NewCategories { get; init; } = [];

    /// <summary>Values of the reference that the current set lacks, most frequent first.</summary>
    public IReadOnlyList<CellCount> VanishedCategories { get; init; } = [];

    /// <summary>Points for drawing; not part of the JSON.</summary>
    [JsonIgnore]
    public ColumnPicture? Picture { get; init; }

    /// <summary>Why this column could not be worked on; its neighbours are unaffected.</summary>
    public Message? Failure { get; init; }
}

/// <summary>A column described on one side.</summary>
public sealed record ColumnSummary
{
    /// <summary>Rows, present or not.</summary>
    public required long Count { get; init; }

    public required long Missing { get; init; }

    /// <summary>Missing by spelling ("" is an empty cell or null).</summary>
    public IReadOnlyDictionary<string, long> MissingBy { get; init; } = new Dictionary<string, long>();

    public long Infinite { get; init; }

    public long Unreadable { get; init; }

    public double? Mean { get; init; }

    public double? Std { get; init; }

    /// <summary>For numbers the value; null otherwise.</summary>
    public double? Min { get; init; }

    public double? Max { get; init; }

    public long? Distinct { get; init; }

    /// <summary>True when <see cref="Distinct"/> comes from a sketch.</summary>
    public bool DistinctIsEstimate { get; init; }

    public IReadOnlyDictionary<string, double> Quantiles { get; init; } = new Dictionary<string, double>();

    /// <summary>Most frequent values with at least 10 rows, at most 10; empty with --redact and for ids and text.</summary>
    public IReadOnlyList<ValueCount> Top { get; init; } = [];

    public long Present => Count - Missing - Infinite - Unreadable;
}

/// <summary>A value and its rows.</summary>
public sealed record ValueCount(string Value, long Count);

/// <summary>A cell of the bin set and its rows on both sides.</summary>
/// <param name="Label">An interval such as <c>(1.5, 3]</c>, an atom such as <c>0</c>, a category, or <c>(other)</c>.</param>
public sealed record CellCount(string Label, long Reference, long Current);

/// <summary>The drift of one column.</summary>
public sealed record DriftReport
{
    public required Verdict Verdict { get; init; }

    /// <summary>The column's one p-value; NaN without a test.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>After Benjamini-Hochberg over the judged columns.</summary>
    public double QValue { get; init; } = double.NaN;

    /// <summary>Null without a comparison.</summary>
    public EffectReport? Effect { get; init; }

    /// <summary>Smallest effect this comparison finds with 80 % power.</summary>
    public double SmallestDetectable { get; init; } = double.NaN;

    /// <summary>In plain words, most important first; never empty.</summary>
    public IReadOnlyList<Message> Reasons { get; init; } = [];
}

/// <summary>How large a change is.</summary>
public sealed record EffectReport(string Measure, double Value, double Low, double High, double Threshold);

/// <summary>Points for drawing a column, all shares of the present rows of their side.</summary>
public sealed record ColumnPicture
{
    /// <summary>Display bins: numeric edges (one more than the shares), empty for categories.</summary>
    public IReadOnlyList<double> Edges { get; init; } = [];

    /// <summary>Category names, empty for numbers. At most 20, the rest <c>(other)</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    public required IReadOnlyList<double> Reference { get; init; }

    public required IReadOnlyList<double> Current { get; init; }

    /// <summary>Cumulative shares at <see cref="CdfX"/>; empty for categories.</summary>
    public IReadOnlyList<double> CdfX { get; init; } = [];

    public IReadOnlyList<double> CdfReference { get; init; } = [];

    public IReadOnlyList<double> CdfCurrent { get; init; } = [];
}
