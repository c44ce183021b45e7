namespace Plumbline.Datasets.Csv;

/// <summary>How a delimited file is written.</summary>
sealed record CsvDialect
{
    internal const char Quote = '"';

    internal required char Delimiter { get; init; }

    /// <summary>What stands before a quote inside quotes: another quote, or a backslash.</summary>
    internal char Escape { get; init; } = Quote;

    internal required bool HasHeader { get; init; }

    /// <summary>Empty lines before the first row.</summary>
    internal int SkippedLines { get; init; }

    internal TextEncoding Encoding { get; init; }

    /// <summary>Fields of a row.</summary>
    internal required int FieldCount { get; init; }

    /// <summary>The line ending, or null when the file mixes them.</summary>
    internal LineEnding? LineEnding { get; init; }
}

/// <summary>Encodings that are read.</summary>
enum TextEncoding
{
    Utf8,
    Latin1,

    /// <summary>Told by its byte order mark.</summary>
    Utf16,
}

/// <summary>Line endings.</summary>
enum LineEnding
{
    LineFeed,
    CarriageReturn,
    Both,
}
