using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>The integrity checks of the data set as a whole.</summary>
public static class DatasetIntegrity
{
    /// <summary>Checks columns, volume, duplicate rows, refused rows and correlation changes.</summary>
    /// <param name="reference">The reference side.</param>
    /// <param name="current">The current side.</param>
    /// <param name="multivariate">Where correlation changes were found; null when not computed.</param>
    /// <param name="options">What is tolerated.</param>
    /// <returns>One entry per check and side, passed or not; of the correlations those that changed, or one that passed.</returns>
    public static IReadOnlyList<IntegrityCheck> Check(DatasetSide reference, DatasetSide current, MultivariateReport? multivariate,
        IntegrityOptions options)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(options);
        var checks = new CheckList(null);
        ColumnsCheck.Run(reference, current, checks);
        VolumeCheck.Run(reference.Summary, current.Summary, options, checks);
        RowChecks.Refused(reference, CheckList.Reference, options, checks);
        RowChecks.Refused(current, CheckList.Current, options, checks);
        RowChecks.Duplicates(reference.Summary, current.Summary, options, checks);
        CorrelationChecks.Run(multivariate, checks);
        return checks.Checks;
    }
}
