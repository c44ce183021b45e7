namespace Plumbline.Datasets;

/// <summary>What the user said about a data set. Everything left out is inferred on the reference.</summary>
public sealed record DatasetOptions
{
    /// <summary>The spellings read as missing unless <see cref="Missing"/> replaces them. An empty cell is always missing.</summary>
    public static IReadOnlyList<string> DefaultMissing { get; } = ["", "NA", "N/A", "NaN", "nan", "null", "None", "?"];

    /// <summary>Column of the truth.</summary>
    public string? Target { get; init; }

    /// <summary>Column of the model's answer.</summary>
    public string? Prediction { get; init; }

    /// <summary>Columns of the model's scores.</summary>
    public IReadOnlyList<ScoreColumn> Scores { get; init; } = [];

    /// <summary>Column of the event's time; by default every timestamp column has that role.</summary>
    public string? Timestamp { get; init; }

    /// <summary>IANA or Windows name of the zone of times without an offset; UTC by default.</summary>
    public string? TimeZone { get; init; }

    public IReadOnlyList<string> Segments { get; init; } = [];

    public IReadOnlyList<string> Protected { get; init; } = [];

    public IReadOnlyList<string> Ignore { get; init; } = [];

    public IReadOnlyList<string> Categorical { get; init; } = [];

    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>Spellings read as missing; null for <see cref="DefaultMissing"/>.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>Whether the first row of a text file names the columns; null to decide by looking.</summary>
    public bool? Header { get; init; }

    /// <summary>Rows to read; null for all.</summary>
    public RowRange? Rows { get; init; }

    /// <summary>A file of truths to join by <see cref="Id"/>.</summary>
    public string? Truths { get; init; }

    /// <summary>Column that identifies a row, in the data set and in <see cref="Truths"/>.</summary>
    public string? Id { get; init; }

    /// <summary>Bytes one data set may hold in memory; beyond it is kept in a temporary file. A quarter of the machine's memory by
    /// default.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>Where temporary files go; the system's folder by default.</summary>
    public string? TemporaryFolder { get; init; }
}

/// <summary>A column of scores.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Label">The class whose probability it holds; null for the positive class.</param>
public sealed record ScoreColumn(string Column, string? Label);
