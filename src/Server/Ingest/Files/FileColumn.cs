using Plumbline.Datasets.Types;

namespace Plumbline.Server.Ingest.Files;

/// <summary>A column of a file before it is known what it is for.</summary>
/// <param name="Name">As its header says.</param>
/// <param name="Looks">What its first rows look like, or what the file declares.</param>
/// <param name="IsBoolean">True when they are true and false.</param>
sealed record FileField(string Name, SampleType Looks, bool IsBoolean);

/// <summary>Where a column of a file goes in the rows it is read as.</summary>
/// <param name="Index">Its place in the file.</param>
/// <param name="Object">The object within the row its values go to; null for the row itself.</param>
/// <param name="Property">The name they go under.</param>
/// <param name="Value">How its values are read.</param>
sealed record FileColumn(int Index, string? Object, string Property, FileValue Value)
{
    /// <summary>Order of dates that end in the year.</summary>
    internal DateOrder Order { get; init; } = DateOrder.MonthFirst;

    /// <summary>True where numbers are written like 3,14.</summary>
    internal bool HasDecimalComma { get; init; }

    /// <summary>The field that a rejection names.</summary>
    internal string Field => Object is null ? Property : $"{Object}.{Property}";
}

/// <summary>How values of a file are read.</summary>
enum FileValue
{
    Text,
    Number,

    /// <summary>A number where it is one, else a text: the answers of a model.</summary>
    Answer,
    Boolean,
    Time,
    Vector,

    /// <summary>An object in JSON, as an export writes tags.</summary>
    Json,
}
