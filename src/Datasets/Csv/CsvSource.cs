using System.IO.Compression;
using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.DuckDb;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Csv;

/// <summary>A delimited file, read by DuckDB in parallel and in order, every choice made by us.</summary>
sealed partial class CsvSource(FileOpening opening, CsvLayout layout, DuckDbDatabase database, Func<string, string> temporaryFile)
    : RowSource(opening, layout.Columns, layout.Warnings)
{
    CsvDialect _dialect = layout.Dialect;

    // What DuckDB reads: the file itself, or a copy whose lines all end alike.
    FileOpening _text = opening;
    bool _isChecked;

    internal override long? EstimatedRows { get; } =
        (long)(opening.TextLength / ((double)opening.Sample.Length / Math.Max(1, opening.Sample.Count((byte)'\n'))));

    internal override ScanResult Scan(ScanRequest request, CancellationToken cancellationToken)
    {
        CheckWhole(cancellationToken);
        using DuckDbConnection connection = database.Connect();
        (string sql, QueryTarget[] targets) = CsvQuery.Select(_text, _dialect, request.Targets);
        try
        {
            QueryScan.Run(connection, sql, targets, request.Window, this, request.Progress, cancellationToken);
        }
        catch (DuckDbException mixed) when (EndsDiffer(mixed))
        {
            return Normalise(cancellationToken);
        }
        catch (DuckDbException refused)
        {
            throw new DatasetException($"'{Opening.File}' cannot be read: {refused.Message}", refused);
        }
        CsvRejects rejects = CsvRejects.Read(connection, Opening.File, Columns, cancellationToken);
        IEnumerable<string> metNaN = request.Targets.Where(t => t.Builder is NumberBuilder { MetNaN: true, Plan.IsOptimistic: true })
            .Select(t => t.Builder.Plan.Name);
        string[] again = [.. rejects.MisreadColumns.Select(i => request.Targets.First(t => t.Column.Index == i).Builder.Plan.Name)
            .Union(metNaN)];
        Message[] latin = rejects.HasInvalidText ? TryLatin(cancellationToken) : [];
        return new ScanResult(rejects.Rows, rejects.Lines, again, latin) { MustRepeat = latin.Length > 0 };
    }

    internal override IReadOnlyDictionary<long, long> FindLines(IReadOnlyCollection<long> rows, IReadOnlyList<long> refusedLines,
        CancellationToken cancellationToken)
    {
        using Stream text = OpenText();
        return CsvLines.Find(text, _dialect, rows, refusedLines, cancellationToken);
    }

    Stream OpenText()
    {
        Stream stream = File.OpenRead(Opening.File);
        return Opening.IsGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    void CheckWhole(CancellationToken cancellationToken)
    {
        if (_isChecked || !Opening.IsGzip) return;
        GzipFile.CheckWhole(Opening.File, cancellationToken);
        _isChecked = true;
    }

    /// <summary>DuckDB's strict reader gives up on a file whose lines do not all end alike.</summary>
    bool EndsDiffer(DuckDbException refused) =>
        ReferenceEquals(_text, Opening) && refused.Message.Contains("state machine", StringComparison.Ordinal);

    /// <summary>Writes a copy whose lines all end with a line feed, to be read instead.</summary>
    ScanResult Normalise(CancellationToken cancellationToken)
    {
        string copy = temporaryFile(Guid.NewGuid().ToString("N") + ".csv");
        using (Stream text = OpenText())
        using (Stream normal = File.Create(copy)) LineEndings.Normalise(text, normal, cancellationToken);
        _text = Opening with { File = copy, IsGzip = false };
        _dialect = _dialect with { LineEnding = LineEnding.LineFeed };
        return ScanResult.Clean with { Warnings = [Message.Of("datasets.mixed_line_endings", ("file", Opening.File))], MustRepeat = true };
    }

    /// <summary>Rows were refused because they are not UTF-8: switches to Latin-1 where that explains the whole file.</summary>
    Message[] TryLatin(CancellationToken cancellationToken)
    {
        using Stream text = OpenText();
        if (Encodings.Detect(text, cancellationToken, out int line) != TextEncoding.Latin1) return [];
        _dialect = _dialect with { Encoding = TextEncoding.Latin1 };
        return [Encodings.LatinWarning(Opening.File, line)];
    }
}
