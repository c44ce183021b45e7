using Plumbline.Datasets.Columns;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Stores;

/// <summary>Columns held in memory.</summary>
sealed class MemoryStore : IOpenStore
{
    readonly Loader _loader;
    readonly Dictionary<string, ColumnPlan> _plans;
    readonly Dictionary<string, StoredColumn> _columns;

    internal MemoryStore(Loader loader, IReadOnlyList<ColumnPlan> plans, CancellationToken cancellationToken)
    {
        _loader = loader;
        Loaded loaded = loader.Load(plans, cancellationToken);
        _columns = loaded.Columns;
        _plans = loaded.Plans.ToDictionary(p => p.Name, StringComparer.Ordinal);
        (RowCount, Refused) = (loaded.RowCount, loaded.Refused);
    }

    public int RowCount { get; }

    public RefusedRows Refused { get; }

    public IReadOnlyDictionary<string, ColumnPlan> Plans => _plans;

    public StoredColumn Get(ColumnPlan plan, CancellationToken cancellationToken) => _columns[plan.Name];

    public StoredColumn Examine(ColumnPlan plan, CancellationToken cancellationToken) => _columns[plan.Name];

    public void Replace(ColumnPlan plan, CancellationToken cancellationToken)
    {
        _plans[plan.Name] = plan;
        _columns[plan.Name] = _loader.LoadColumn(plan, cancellationToken);
    }
}
