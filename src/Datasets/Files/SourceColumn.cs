using Plumbline.Datasets.Types;

namespace Plumbline.Datasets.Files;

/// <summary>A column of a file.</summary>
/// <param name="Name">Unique in the file; made unique and filled in where the file's own is not.</param>
/// <param name="Index">Its position.</param>
/// <param name="Sample">What it looks like.</param>
/// <param name="IsText">True where the file holds text, so that types are guesses; false where the file declares them.</param>
sealed record SourceColumn(string Name, int Index, SampleType Sample, bool IsText);
