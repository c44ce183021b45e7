using System.Text;
using Plumbline.Datasets;
using Plumbline.Datasets.Csv;
using Plumbline.Datasets.Types;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Ingest.Files;

/// <summary>The beginning of a file of delimited text: what stands between its values, its columns, what they look like.</summary>
/// <param name="Delimiter">Between values.</param>
/// <param name="Fields">By the first line, and by the rows of the beginning.</param>
sealed record DelimitedHead(byte Delimiter, IReadOnlyList<FileField> Fields)
{
    /// <summary>Bytes that are looked at.</summary>
    internal const int Size = 256 << 10;

    const int RowsLookedAt = 2_000;

    static readonly MissingTokens s_missing = new(DatasetOptions.DefaultMissing);

    /// <summary>Looks at the beginning of a file.</summary>
    /// <exception cref="IngestFaultException">It is not delimited text with names in its first line.</exception>
    internal static DelimitedHead Read(ReadOnlySpan<byte> bytes, FileFormat format, bool isWhole)
    {
        RejectForeign(bytes);
        string text = Encoding.UTF8.GetString(bytes);
        if (string.IsNullOrWhiteSpace(text)) throw new IngestFaultException(FileFaults.Empty());
        char delimiter = format == FileFormat.Tsv ? '\t' : DelimiterChoice.Choose(text, CsvDialect.Quote, isWhole).Delimiter;
        List<string[]> records = CsvRecords.Split(text, delimiter, CsvDialect.Quote, isWhole, RowsLookedAt);
        if (records.Count == 0) throw new IngestFaultException(FileFaults.RowTooLong(0, bytes.Length));
        if (!HeaderDetection.IsHeader(records, s_missing)) throw new IngestFaultException(FileFaults.NoHeader());
        string[] names = [.. records[0].Select(n => n.Trim())];
        CheckNames(names);
        if (records.Count == 1 && isWhole) throw new IngestFaultException(FileFaults.HeaderOnly(names.Length));
        return new DelimitedHead((byte)delimiter, [.. names.Select((n, i) => Field(n, i, records))]);
    }

    internal static void CheckNames(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0) throw new IngestFaultException(FileFaults.NoName(i + 1));
            if (!seen.Add(names[i])) throw new IngestFaultException(FileFaults.NameTwice(names[i]));
        }
    }

    static FileField Field(string name, int index, List<string[]> records)
    {
        string[] values = [.. records.Skip(1).Where(r => index < r.Length).Select(r => r[index].Trim())
            .Where(v => !s_missing.IsMissing(v))];
        return new FileField(name, SampleType.Of(values, s_missing), values.Length > 0 && values.All(BooleanText.IsBoolean));
    }

    static void RejectForeign(ReadOnlySpan<byte> bytes)
    {
        (string Found, string Wanted)? foreign = bytes switch
        {
            [0x1F, 0x8B, ..] => ("gzip", "Say so with Content-Encoding: gzip."),
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => ("a Parquet file", $"Its Content-Type is {FileFormats.Parquet}."),
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => ("text in UTF-16", "Write it as UTF-8."),
            [(byte)'{', ..] or [(byte)'[', (byte)'{', ..] => ("JSON", "Its Content-Type is application/json or application/x-ndjson."),
            _ => bytes.Contains((byte)0) ? ("a binary file", "Send text in UTF-8, or a Parquet file.") : null,
        };
        if (foreign is { } f) throw new IngestFaultException(FileFaults.WrongFormat(f.Found, f.Wanted));
    }
}
