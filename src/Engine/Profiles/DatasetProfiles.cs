using System.Collections.Concurrent;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Profiles;

/// <summary>Profiles of whole data sets.</summary>
public static class DatasetProfiles
{
    /// <summary>Profiles a data set, column by column, each read once.</summary>
    /// <param name="dataset">All columns but those in the role ignore are profiled.</param>
    /// <param name="onBinSetOf">The profile whose bin set is counted on; null freezes one from these rows.</param>
    /// <param name="parallelism">Columns at once, at least 1.</param>
    /// <param name="progress">Told how far the work is; may be null.</param>
    /// <param name="cancellationToken">Stops the work between columns.</param>
    /// <exception cref="ProfileException">A column is of another type than the bin set's.</exception>
    public static DatasetProfile Build(IDataset dataset, DatasetProfile? onBinSetOf, int parallelism, IProgress<ReportProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ColumnDefinition[] columns = [.. dataset.Schema.Columns.Where(c => c.Role != ColumnRole.Ignore)];
        var profiles = new ColumnProfile[columns.Length];
        var blocks = RowBlocks.Of(dataset, cancellationToken);
        var workspaces = new ConcurrentBag<ColumnWorkspace>();
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, parallelism), CancellationToken = cancellationToken };
        Parallel.For(0, columns.Length, options, i =>
        {
            if (!workspaces.TryTake(out var workspace)) workspace = new ColumnWorkspace();
            var slice = dataset.Read(columns[i].Name, cancellationToken);
            var sorted = slice is NumericSlice numbers ? workspace.SortReference(numbers.Values.Span) : default;
            profiles[i] = ColumnProfiles.Of(slice, CellsOf(columns[i], onBinSetOf), sorted.Span, blocks, workspace, keepSketches: true);
            workspaces.Add(workspace);
            progress?.Report(new ReportProgress("columns", Interlocked.Increment(ref done), columns.Length));
        });
        return new DatasetProfile
        {
            Path = dataset.Path,
            Rows = dataset.RowCount,
            Refused = dataset.Refused.Count,
            Schema = dataset.Schema,
            Columns = profiles,
        }.WithTimes();
    }

    /// <summary>The profile of the rows of both. Counts, extremes and missing values are exact, moments to 1e-12, sketches within their
    /// error.</summary>
    /// <exception cref="ProfileException">They have different columns, or were counted on different bin sets.</exception>
    public static DatasetProfile Merge(DatasetProfile a, DatasetProfile b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        RequireColumns(a, b);
        RequireColumns(b, a);
        return (a with
        {
            Path = $"{a.Path} + {b.Path}",
            Rows = a.Rows + b.Rows,
            Refused = a.Refused + b.Refused,
            Columns = [.. a.Columns.Select(c => ProfileMerging.Column(c,
                b.Find(c.Column.Name) ?? throw new InvalidOperationException("Both have the column.")))],
        }).WithTimes();
    }

    static ColumnCells? CellsOf(ColumnDefinition column, DatasetProfile? onBinSetOf)
    {
        if (onBinSetOf?.Find(column.Name) is not { } on) return null;
        return on.Content.Cells is ColumnCells.Numbers == (column.Type == ColumnType.Numeric) ? on.Content.Cells
            : throw new ProfileException(Message.Of("profile.other_type", ("column", column.Name)));
    }

    static void RequireColumns(DatasetProfile has, DatasetProfile lacks)
    {
        foreach (var column in has.Columns)
            if (lacks.Find(column.Column.Name) is null)
                throw new ProfileException(Message.Of("profile.merge_column_absent", ("column", column.Column.Name), ("file", lacks.Path)));
    }
}
