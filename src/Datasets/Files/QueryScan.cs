using Plumbline.Datasets.Columns;
using Plumbline.DuckDb;

namespace Plumbline.Datasets.Files;

/// <summary>Lets a query's chunks flow into builders.</summary>
static class QueryScan
{
    const int RowsBetweenReports = 1 << 17;

    /// <summary>Runs a query whose columns are those of <paramref name="targets"/>, in order: one or two per target.</summary>
    /// <returns>Rows taken.</returns>
    internal static long Run(DuckDbConnection connection, string sql, IReadOnlyList<QueryTarget> targets, RowWindow window,
        RowSource source,
        IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        long taken = 0, reported = 0;
        using DuckDbResult result = connection.Query(sql, cancellationToken);
        // Run to the end even when the window is done: DuckDB tells the refused rows only then.
        while (result.Next(cancellationToken) is { } next)
        {
            using DuckDbChunk chunk = next;
            Range rows = window.Take(chunk.RowCount);
            (_, int length) = rows.GetOffsetAndLength(chunk.RowCount);
            if (length == 0) continue;
            foreach (QueryTarget target in targets) target.Append(chunk, rows);
            taken += length;
            if (progress is null || taken - reported < RowsBetweenReports) continue;
            reported = taken;
            progress.Report(new ReadProgress(source.Opening.File, taken, source.EstimatedRows is { } all
                ? Math.Min(1, (double)window.Seen / all) : null));
        }
        progress?.Report(new ReadProgress(source.Opening.File, taken, 1));
        return taken;
    }
}

/// <summary>Where the columns of a query go.</summary>
/// <param name="Builder">Takes them.</param>
/// <param name="Value">Position of the typed values, or -1.</param>
/// <param name="Text">Position of the texts, or -1.</param>
readonly record struct QueryTarget(ColumnBuilder Builder, int Value, int Text)
{
    internal void Append(DuckDbChunk chunk, Range rows) =>
        Builder.Append(Value < 0 ? default : chunk[Value], Text < 0 ? default : chunk[Text], rows);
}
