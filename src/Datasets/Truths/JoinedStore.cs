using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Stores;

namespace Plumbline.Datasets.Truths;

/// <summary>A store with columns of another file beside its own.</summary>
sealed class JoinedStore(IColumnStore own, IReadOnlyDictionary<string, StoredColumn> joined) : IColumnStore
{
    public int RowCount => own.RowCount;

    public StoredColumn Get(ColumnPlan plan, CancellationToken cancellationToken) =>
        joined.TryGetValue(plan.Name, out StoredColumn? column) ? column : own.Get(plan, cancellationToken);
}
