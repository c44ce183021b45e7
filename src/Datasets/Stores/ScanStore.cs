using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Parquet;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Stores;

/// <summary>Columns of Parquet files, read when they are asked for and not kept. Their types are declared, so a beginning is enough to
/// judge them.</summary>
sealed class ScanStore : IOpenStore
{
    const int ExaminedRows = 50_000;

    readonly Loader _loader;
    readonly Dictionary<string, ColumnPlan> _plans;
    readonly Dictionary<string, StoredColumn> _examined;

    internal ScanStore(ReadSession session, string path, IReadOnlyList<ParquetSource> sources, IReadOnlyList<ColumnPlan> plans,
        CancellationToken cancellationToken)
    {
        _loader = new Loader(session, sources, session.Options.Rows);
        _plans = plans.ToDictionary(p => p.Name, StringComparer.Ordinal);
        long start = session.Options.Rows?.Start ?? 0, end = session.Options.Rows?.End ?? long.MaxValue;
        long rows = Math.Max(0, Math.Min(end, sources.Sum(s => s.RowCount)) - start);
        if (rows > Array.MaxLength) throw new DatasetException($"'{path}' has {rows} rows: read at most {Array.MaxLength} at once, by --reference-rows or --current-rows.");
        RowCount = (int)rows;
        var beginning = new RowRange(start, Math.Min(end, start + ExaminedRows));
        _examined = new Loader(session, sources, beginning).Load(plans, cancellationToken).Columns;
    }

    public int RowCount { get; }

    public RefusedRows Refused => RefusedRows.None;

    public IReadOnlyDictionary<string, ColumnPlan> Plans => _plans;

    public StoredColumn Get(ColumnPlan plan, CancellationToken cancellationToken) =>
        _loader.LoadColumn(plan with { ExpectedRows = RowCount }, cancellationToken);

    public StoredColumn Examine(ColumnPlan plan, CancellationToken cancellationToken) => _examined[plan.Name];

    public void Replace(ColumnPlan plan, CancellationToken cancellationToken)
    {
        _plans[plan.Name] = plan;
        _examined[plan.Name] = _loader.LoadColumn(plan, cancellationToken);
    }
}
