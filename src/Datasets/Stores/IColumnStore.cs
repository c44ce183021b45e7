using Plumbline.Datasets.Columns;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Stores;

/// <summary>Gives the columns of a data set, one at a time, from several threads once it is open.</summary>
interface IColumnStore
{
    int RowCount { get; }

    /// <summary>The column, as its plan says.</summary>
    StoredColumn Get(ColumnPlan plan, CancellationToken cancellationToken);
}

/// <summary>A store while types are still being decided; one thread.</summary>
interface IOpenStore : IColumnStore
{
    RefusedRows Refused { get; }

    /// <summary>How each column is read.</summary>
    IReadOnlyDictionary<string, ColumnPlan> Plans { get; }

    /// <summary>The column, or enough of its beginning to judge it.</summary>
    StoredColumn Examine(ColumnPlan plan, CancellationToken cancellationToken);

    /// <summary>Reads a column in another way from now on.</summary>
    void Replace(ColumnPlan plan, CancellationToken cancellationToken);
}
