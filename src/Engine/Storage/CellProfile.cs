using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Storage;

/// <summary>Which rows a cell's profile is of.</summary>
/// <param name="Model">Number of the model.</param>
/// <param name="Start">Start of the cell, a whole number of <see cref="Length"/> since 1970 UTC.</param>
/// <param name="Length">15 minutes, an hour or a day.</param>
/// <param name="Version">Version of the model; null where events carry none.</param>
/// <param name="Segment">Name and value of a segment; null for all rows of the version.</param>
public sealed record CellKey(int Model, DateTimeOffset Start, TimeSpan Length, string? Version, KeyValuePair<string, string>? Segment)
{
    /// <summary>The smallest time bucket of profiles.</summary>
    public static readonly TimeSpan Smallest = TimeSpan.FromMinutes(15);

    /// <summary>The longest bucket that cells are merged into, and what is sealed at once.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public DateTimeOffset End => Start + Length;

    /// <summary>Start of the smallest cell a moment falls into.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % Smallest.Ticks), TimeSpan.Zero);

    /// <summary>Start of the day in UTC a moment falls into.</summary>
    public static DateTimeOffset DayOf(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % Longest.Ticks), TimeSpan.Zero);
}

/// <summary>The profile of the rows of one cell.</summary>
public sealed record CellProfile
{
    public required CellKey Key { get; init; }

    /// <summary>Counted on the model's bin set at the time.</summary>
    public required DatasetProfile Profile { get; init; }

    /// <summary>The bin set it is counted on; cells of different bin sets are not merged.</summary>
    public required ulong BinSet { get; init; }

    /// <summary>Sequence number of the last row in it.</summary>
    public required long Seq { get; init; }

    /// <summary>True once its rows are gone: merged for ever, never recomputed.</summary>
    public bool IsSealed { get; init; }
}
