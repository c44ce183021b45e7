using Plumbline.Datasets.Stores;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets;

/// <summary>Opens data sets: CSV and other delimited text (plain or gzip), Parquet, JSON and JSON lines, one file or a pattern.</summary>
public static class DatasetReader
{
    /// <summary>Opens the reference. Types and roles are inferred here, once; flags override them.</summary>
    /// <exception cref="DatasetException">The data cannot be read, or a flag does not fit it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public static IDataset OpenReference(string path, DatasetOptions options, IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken) =>
        Open(path, options, null, progress, cancellationToken);

    /// <summary>Opens the current data. Columns of the reference are read as the reference says; what does not fit is counted as
    /// unreadable. Further columns are inferred.</summary>
    /// <exception cref="DatasetException">The data cannot be read, or shares no column with the reference.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public static IDataset OpenCurrent(string path, DatasetOptions options, Schema reference, IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return Open(path, options, reference, progress, cancellationToken);
    }

    static Dataset Open(string path, DatasetOptions options, Schema? reference, IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var session = new ReadSession(options, progress);
        try
        {
            return new DatasetOpening(session, path, reference, cancellationToken).Open();
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
