namespace Plumbline.Datasets;

/// <summary>How far the reading of a file is.</summary>
/// <param name="Path">The file.</param>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Share">Share of the file in [0, 1]; null while unknown.</param>
public readonly record struct ReadProgress(string Path, long Rows, double? Share);
