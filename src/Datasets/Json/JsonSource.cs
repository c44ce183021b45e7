using System.IO.Compression;
using System.Text;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Types;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Json;

/// <summary>A JSON array of objects, or JSON lines. Fields of an object within a row become columns <c>outer.inner</c>; what lies deeper,
/// and lists of anything but numbers, are kept as their JSON text.</summary>
sealed class JsonSource : RowSource
{
    const int SampleRows = 3_000;
    const int ShownRows = 20;
    const int RowsBetweenReports = 1 << 16;

    JsonSource(FileOpening opening, IReadOnlyList<SourceColumn> columns, IReadOnlyList<Message> warnings) : base(opening, columns, warnings)
    {
    }

    internal static JsonSource Open(FileOpening opening, MissingTokens missing)
    {
        var texts = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var names = new List<string>();
        int rows = 0;
        using Stream text = OpenText(opening);
        new JsonRows(text, opening.File).Each(row =>
        {
            JsonFields.Each(row, (name, value) =>
            {
                if (!texts.TryGetValue(name, out List<string>? column))
                {
                    texts.Add(name, column = []);
                    names.Add(name);
                }
                column.Add(Encoding.UTF8.GetString(value));
            });
            return ++rows < SampleRows;
        }, static (_, _) => { }, CancellationToken.None);
        if (names.Count == 0)
            throw new DatasetException($"'{opening.File}' holds no JSON object with fields: write an array of objects, or one object per line.");
        SourceColumn[] columns =
            [.. names.Select((n, i) => new SourceColumn(n, i, SampleType.Of(texts[n], missing) with { IsClean = false }, IsText: true))];
        return new JsonSource(opening, columns, []);
    }

    internal override ScanResult Scan(ScanRequest request, CancellationToken cancellationToken)
    {
        if (Opening.IsGzip) GzipFile.CheckWhole(Opening.File, cancellationToken);
        var scan = new JsonScan(request.Targets, Columns);
        var refused = new List<RefusedRow>();
        long refusedCount = 0, rows = 0;
        using Stream text = OpenText(Opening);
        new JsonRows(text, Opening.File).Each(row =>
        {
            (_, int wanted) = request.Window.Take(1).GetOffsetAndLength(1);
            if (wanted > 0) scan.Add(row);
            if (++rows % RowsBetweenReports == 0) request.Progress?.Report(new ReadProgress(Opening.File, rows, null));
            return !request.Window.IsDone;
        }, (line, reason) =>
        {
            if (refusedCount++ < ShownRows) refused.Add(new RefusedRow(Opening.File, line, null, reason));
        }, cancellationToken);
        request.Progress?.Report(new ReadProgress(Opening.File, rows, 1));
        IReadOnlyList<Message> late = scan.UnknownField is { } field
            ? [Message.Of("datasets.late_field", ("file", Opening.File), ("column", field))] : [];
        return new ScanResult(refusedCount == 0 ? RefusedRows.None : new RefusedRows(refusedCount, refused), [], [], late);
    }

    static Stream OpenText(FileOpening opening)
    {
        Stream stream = File.OpenRead(opening.File);
        return opening.IsGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
