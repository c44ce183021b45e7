using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>A column on one side.</summary>
/// <param name="Summary">Its numbers; null when the side lacks the column.</param>
/// <param name="Slice">Its rows; null when the side lacks the column or is a stored profile.</param>
/// <param name="Content">Its values as they were counted; null when the side lacks the column.</param>
public readonly record struct ColumnSide(ColumnSummary? Summary, ColumnSlice? Slice, ColumnContent? Content = null)
{
    /// <summary>Rows with a value that is not missing, unreadable or infinite.</summary>
    internal long Present => Summary?.Present ?? 0;
}
