using Plumbline.Datasets.Files;
using Plumbline.Datasets.Types;

namespace Plumbline.Datasets.Json;

/// <summary>A JSON array of objects, or JSON lines.</summary>
sealed class JsonSource(FileOpening opening, IReadOnlyList<SourceColumn> columns) : RowSource(opening, columns, [])
{
    internal static JsonSource Open(FileOpening opening, MissingTokens missing) => throw new DatasetException($"'{opening.File}' is JSON.");

    internal override ScanResult Scan(ScanRequest request, CancellationToken cancellationToken) => ScanResult.Clean;
}
