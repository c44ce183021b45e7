using System.Buffers;
using System.Text;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Types;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Csv;

/// <summary>Decides delimiter, quoting, header and types of a delimited file on its first rows. DuckDB is told and decides nothing: its
/// own sniffer drops ragged rows and turns yes and no into booleans.</summary>
static class CsvSniffer
{
    /// <summary>Rows by which types are judged.</summary>
    const int SampleRows = 3_000;

    static readonly SearchValues<char> s_suspicious = SearchValues.Create(" :~^#,;|\t");

    internal static CsvLayout Sniff(FileOpening opening, bool? header, MissingTokens missing)
    {
        var warnings = new List<Message>();
        TextEncoding encoding = Encodings.Detect(opening.Sample, opening.IsWhole, out int invalidLine);
        string text = Encodings.Decode(opening.Sample, encoding);
        int skipped = LeadingEmptyLines(text);
        char escape = UsesBackslash(text) ? '\\' : CsvDialect.Quote;
        (char delimiter, bool isAlone) = DelimiterChoice.Choose(text, escape, opening.IsWhole);
        List<string[]> records = CsvRecords.Split(text, delimiter, escape, opening.IsWhole, SampleRows);
        if (records.Count == 0)
            throw new DatasetException($"'{opening.File}' holds no row: only empty lines, or one line longer than 1 MB.");
        bool hasHeader = header ?? HeaderDetection.IsHeader(records, missing);
        List<string[]> rows = hasHeader ? records[1..] : records;
        if (rows.Count == 0 && opening.IsWhole)
            throw new DatasetException($"'{opening.File}' holds only a header ({records[0].Length} column names) and no row of data.");
        string[] names = Names(opening.File, hasHeader ? records[0] : null, rows, warnings);
        if (isAlone && !IsPlainColumn(rows))
            warnings.Add(Message.Of("datasets.one_column", ("file", opening.File), ("first", Shorten(records[0][0]))));
        if (!hasHeader)
            warnings.Add(Message.Of("datasets.no_header", ("file", opening.File), ("first", Shorten(string.Join(delimiter, records[0])))));
        if (encoding == TextEncoding.Latin1) warnings.Add(Encodings.LatinWarning(opening.File, invalidLine));
        SourceColumn[] columns = [.. names.Select((name, i) => Column(opening.File, name, i, rows, missing, warnings))];
        var dialect = new CsvDialect
        {
            Delimiter = delimiter,
            Escape = escape,
            HasHeader = hasHeader,
            SkippedLines = skipped,
            Encoding = encoding,
            FieldCount = names.Length,
            LineEnding = EndingOf(text),
        };
        return new CsvLayout(dialect, columns, warnings);
    }

    static SourceColumn Column(string file, string name, int index, List<string[]> rows, MissingTokens missing, List<Message> warnings)
    {
        SampleType sample = SampleType.Of(rows.Where(r => index < r.Length).Select(r => r[index]), missing);
        if (sample.IsDateOrderGuessed) warnings.Add(Message.Of("datasets.date_order", ("file", file), ("column", name)));
        if (sample.HasDecimalComma) warnings.Add(Message.Of("datasets.decimal_comma", ("file", file), ("column", name)));
        return new SourceColumn(name, index, sample, IsText: true);
    }

    /// <summary>One name per field of the rows. A header one name short leaves out the name of an index (R) or of what follows a
    /// delimiter at the end of each line.</summary>
    static string[] Names(string file, string[]? header, List<string[]> rows, List<Message> warnings)
    {
        int fields = rows.Count == 0 ? header?.Length ?? 0 : DelimiterChoice.MostFrequent(rows).Fields;
        if (header is null) return ColumnNames.Numbered(fields);
        if (header.Length != fields && rows.Any(r => r.Length == header.Length)) fields = header.Length;
        if (header.Length == fields) return ColumnNames.Unique(file, header, warnings);
        if (header.Length == fields - 1)
            return ColumnNames.Unique(file, rows.All(r => r.Length < fields || r[^1].Length == 0) ? [.. header, ""]
                : ["", .. header], warnings);
        throw new DatasetException($"'{file}' names {header.Length} columns in its first line, but its rows have {fields} fields: "
            + "correct the header, or pass --header no if the first line is data.");
    }

    /// <summary>A file of one column is nothing to worry about when it holds numbers or words without punctuation.</summary>
    static bool IsPlainColumn(List<string[]> rows) =>
        rows.All(r => !r[0].AsSpan().ContainsAny(s_suspicious) || NumberText.TryParse(Encoding.UTF8.GetBytes(r[0]), out _));

    static int LeadingEmptyLines(string text)
    {
        int lines = 0;
        for (int i = 0; i < text.Length && text[i] is '\r' or '\n'; i++)
            if (text[i] == '\n' || i + 1 == text.Length || text[i + 1] != '\n') lines++;
        return lines;
    }

    static bool UsesBackslash(string text) =>
        text.Contains("\\\"", StringComparison.Ordinal) && !text.Contains("\"\"", StringComparison.Ordinal);

    static LineEnding? EndingOf(string text)
    {
        bool both = false, feed = false, carriage = false;
        for (int i = text.IndexOfAny(['\r', '\n']); i >= 0; i = text.IndexOfAny(['\r', '\n'], i + 1))
        {
            if (text[i] == '\n') feed = true;
            else if (i + 1 < text.Length && text[i + 1] == '\n') (both, i) = (true, i + 1);
            else if (i + 1 < text.Length) carriage = true;
            if (i + 1 >= text.Length) break;
        }
        return (both, feed, carriage) switch
        {
            (true, false, false) => LineEnding.Both,
            (false, true, false) => LineEnding.LineFeed,
            (false, false, true) => LineEnding.CarriageReturn,
            _ => null,
        };
    }

    static string Shorten(string text) => text.Length > 60 ? text[..60] + "..." : text;
}

/// <summary>What was decided.</summary>
sealed record CsvLayout(CsvDialect Dialect, IReadOnlyList<SourceColumn> Columns, IReadOnlyList<Message> Warnings);
