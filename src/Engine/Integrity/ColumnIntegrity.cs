using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>The integrity checks of one column, on both sides.</summary>
public static class ColumnIntegrity
{
    /// <summary>Checks missing, type, infinite, range, unseen categories, constant, almost constant, empty, ids and time gaps, as far as
    /// the column's type and role have them.</summary>
    /// <param name="column">The column as the reference has it; ignored columns and errors are not checked.</param>
    /// <param name="reference">The reference side.</param>
    /// <param name="current">The current side. A side that lacks the column is answered by <see cref="DatasetIntegrity"/>, not
    /// here.</param>
    /// <param name="options">What is tolerated.</param>
    /// <returns>One entry per check and side, passed or not. Checks that need rows are left out for a stored profile.</returns>
    /// <remarks>A check that compares the sides speaks only when a test at <see cref="IntegrityOptions.Level"/> and a practical bound are
    /// both passed, so that identical distributions stay silent whatever the number of rows.</remarks>
    public static IReadOnlyList<IntegrityCheck> Check(ColumnDefinition column, ColumnSide reference, ColumnSide current,
        IntegrityOptions options)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(options);
        // A model that does not fail sends no error: an empty column, and nothing wrong with it.
        if (column.Role is ColumnRole.Ignore or ColumnRole.Error) return [];
        var request = new ColumnRequest(column, reference, current, options, new CheckList(column.Name));
        ValueChecks.Missing(request);
        ValueChecks.Type(request);
        ValueChecks.Infinite(request);
        // A deployment changes these on purpose: one version only, or a new one, is no fault of the data.
        if (column.Role is ColumnRole.Version or ColumnRole.Environment) return request.Checks.Checks;
        ConstantChecks.Run(request);
        RangeCheck.Run(request);
        UnseenCategoriesCheck.Run(request);
        DuplicateIdsCheck.Run(request);
        TimeGapsCheck.Run(request);
        return request.Checks.Checks;
    }
}

/// <summary>What every check of a column is given.</summary>
sealed record ColumnRequest(ColumnDefinition Column, ColumnSide Reference, ColumnSide Current, IntegrityOptions Options, CheckList Checks);
