using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Drift;

/// <summary>What the reasons of a verdict are told from.</summary>
/// <param name="Reference">Null when the reference lacks the column.</param>
/// <param name="Current">Null when the current side lacks it.</param>
/// <param name="Labels">How values are shown.</param>
sealed record ColumnFacts(ColumnSummary? Reference, ColumnSummary? Current, ValueLabels Labels);

/// <summary>How categories are shown: as they are, only when frequent enough, or as numbers.</summary>
/// <param name="Redact">Categories are shown as #1, #2, ... in the order of the reference's cells.</param>
/// <param name="IsNumeric">Cells of numbers are always shown.</param>
sealed record ValueLabels(bool Redact, bool IsNumeric)
{
    /// <summary>Rows on both sides together below which a value is not shown.</summary>
    public const long LeastRowsShown = 10;

    /// <summary>What stands for all values that are too rare to be shown.</summary>
    public const string RareLabel = "(fewer than 10 rows)";

    /// <summary>True where a cell may be shown by itself.</summary>
    public bool Shows(CountedCells cells, int cell) =>
        IsNumeric || cells.Labels[cell] == CountedCells.OtherLabel || cells.Reference[cell] + cells.Current[cell] >= LeastRowsShown;

    /// <summary>The text of a cell that is shown.</summary>
    public string Text(CountedCells cells, int cell) =>
        IsNumeric || !Redact || cell == cells.Labels.Count - 1 ? cells.Labels[cell]
        : "#" + (cell + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
