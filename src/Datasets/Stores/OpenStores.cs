using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Parquet;

namespace Plumbline.Datasets.Stores;

/// <summary>Chooses where columns are held.</summary>
static class OpenStores
{
    /// <summary>Parquet stays in its files; text is read once and held in memory.</summary>
    internal static IOpenStore For(ReadSession session, string path, IReadOnlyList<RowSource> sources, IReadOnlyList<ColumnPlan> plans,
        CancellationToken cancellationToken)
    {
        if (sources.All(s => s is ParquetSource)) return new ScanStore(session, path, [.. sources.Cast<ParquetSource>()], plans, cancellationToken);
        return new MemoryStore(new Loader(session, sources, session.Options.Rows), plans, cancellationToken);
    }
}
