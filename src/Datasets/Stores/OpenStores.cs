using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Csv;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Parquet;
using Plumbline.Datasets.Types;

namespace Plumbline.Datasets.Stores;

/// <summary>Chooses where columns are held.</summary>
static class OpenStores
{
    const double Reserve = 1.05;
    const double LargestReserve = 100_000_000;

    /// <summary>Parquet stays in its files; text is read once and held in memory, or in a typed temporary file when it would be too
    /// large.</summary>
    internal static IOpenStore For(ReadSession session, string path, IReadOnlyList<RowSource> sources, IReadOnlyList<ColumnPlan> plans,
        CancellationToken cancellationToken)
    {
        if (sources.All(s => s is ParquetSource))
            return new ScanStore(session, path, [.. sources.Cast<ParquetSource>()], plans, cancellationToken);
        if (sources.All(s => s is CsvSource) && Estimate(sources, plans) > session.MemoryLimit)
            return new SpoolStore(session, [.. sources.Cast<CsvSource>()], plans, cancellationToken);
        return new MemoryStore(new Loader(session, sources, session.Options.Rows),
            [.. plans.Select(p => p with { ExpectedRows = Expected(session, sources) })],
            cancellationToken);
    }

    /// <summary>Rows to make room for: a little more than the beginnings of the files promise.</summary>
    static int Expected(ReadSession session, IReadOnlyList<RowSource> sources)
    {
        double estimate = sources.Sum(s => s.EstimatedRows ?? 0) * Reserve;
        RowRange all = session.Options.Rows ?? new RowRange(0, null);
        return (int)Math.Min(Math.Min(estimate, LargestReserve), (all.End ?? long.MaxValue) - all.Start);
    }

    /// <summary>Bytes the columns will take, by the number of rows the beginnings of the files promise.</summary>
    static double Estimate(IReadOnlyList<RowSource> sources, IReadOnlyList<ColumnPlan> plans)
    {
        double rowBytes = plans.Sum(p => p.Storage switch
        {
            Storage.Number or Storage.Time => sizeof(double),
            Storage.Text => sizeof(int),
            Storage.Vector => 0,
        });
        bool hasVectors = plans.Any(p => p.Storage == Storage.Vector);
        return sources.Sum(s => (s.EstimatedRows ?? 0) * rowBytes + (hasVectors ? s.Opening.TextLength : 0));
    }
}
