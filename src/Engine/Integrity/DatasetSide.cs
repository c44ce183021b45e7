using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>A data set on one side.</summary>
/// <param name="Summary">Rows, refused rows, duplicate rows, first and last time.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Refused">Where the first refused rows are; none for a stored profile.</param>
public sealed record DatasetSide(DatasetSummary Summary, IReadOnlyList<ColumnDefinition> Columns, RefusedRows Refused);
