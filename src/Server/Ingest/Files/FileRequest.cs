using Microsoft.Net.Http.Headers;

namespace Plumbline.Server.Ingest.Files;

/// <summary>A body that is a file of rows.</summary>
/// <param name="Format">How its rows stand in it.</param>
/// <param name="Mapping">Which of its columns are what.</param>
/// <param name="IsBackfill">True: the events are history, and page nobody.</param>
/// <param name="MostBytes">The largest file, after decompression.</param>
sealed record FileRequest(FileFormat Format, FileMapping Mapping, bool IsBackfill, long MostBytes);

enum FileFormat
{
    /// <summary>Text with commas, semicolons or bars between values; the file tells which.</summary>
    Csv,

    /// <summary>Text with tabs between values.</summary>
    Tsv,
    Parquet,
}

static class FileFormats
{
    internal const string Csv = "text/csv";
    internal const string Tsv = "text/tab-separated-values";
    internal const string Parquet = "application/vnd.apache.parquet";

    /// <summary>The format of a media type; null when it is none of a file's.</summary>
    internal static FileFormat? Of(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)) return null;
        if (Is(type, Csv)) return FileFormat.Csv;
        if (Is(type, Tsv)) return FileFormat.Tsv;
        return Is(type, Parquet) || Is(type, "application/x-parquet") ? FileFormat.Parquet : null;
    }

    static bool Is(MediaTypeHeaderValue type, string name) => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);
}
