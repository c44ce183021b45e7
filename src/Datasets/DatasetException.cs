namespace Plumbline.Datasets;

/// <summary>A data set cannot be read at all, or a flag does not fit it. The message names the file, the line or column, what was found
/// and what to do.</summary>
public sealed class DatasetException(string message, Exception? cause = null) : Exception(message, cause);
