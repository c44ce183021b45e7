using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Segments;

/// <summary>Volume and quality per value of the segment columns.</summary>
public static class SegmentAnalysis
{
    /// <summary>One report per segment column, in the order given; the first carries the crossing of the first two.</summary>
    /// <param name="columns">Grouped rows of the segment columns.</param>
    /// <param name="outputs">Labels and answers, or null: then only volumes are reported.</param>
    /// <param name="options">Smallest shown and judged groups, seed of the intervals.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    public static IReadOnlyList<SegmentReport> Run(IReadOnlyList<RowGroups> columns, ModelOutputsPair? outputs, QualityOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        return [];
    }
}
