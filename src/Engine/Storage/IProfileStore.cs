namespace Plumbline.Engine.Storage;

/// <summary>Profiles of cells on disk. A projection of the log. Thread-safe.</summary>
public interface IProfileStore
{
    /// <summary>Everything up to here is in the stored profiles.</summary>
    long AppliedSeq { get; }

    /// <summary>Replaces the given cells and notes how far they have come, all or nothing. A sealed cell is replaced by a sealed
    /// one only: an open one of the same key holds what came after.</summary>
    /// <param name="cells">The cells as they are now; gone through once, so that they need not all be in memory together.</param>
    /// <param name="appliedSeq">Everything up to here is in the stored cells then.</param>
    /// <param name="replaced">Unsealed longer cells in whose place the given ones are; they are removed.</param>
    void Save(IEnumerable<CellProfile> cells, long appliedSeq, IReadOnlyCollection<CellKey>? replaced = null);

    /// <summary>Cells of a query, those that start in its time, by start.</summary>
    IReadOnlyList<CellProfile> Read(CellQuery query, CancellationToken cancellationToken);

    /// <summary>Removes cells: all of a model, or those that start in a range.</summary>
    void Delete(int model, DateTimeOffset? from, DateTimeOffset? to);

    /// <summary>Merges cells older than <paramref name="before"/> into cells of <paramref name="length"/>, as far as their rows are at or
    /// before <see cref="AppliedSeq"/>: others may still be replayed.</summary>
    /// <remarks>What was merged is no longer known by its own key: who still holds a short cell must not save it again, or its rows count
    /// twice. Rows that come late are saved as a short cell of their own and merged the next time.</remarks>
    /// <param name="before">Only stretches wholly over by then.</param>
    /// <param name="length">A whole number of quarters of an hour.</param>
    /// <param name="onlySealed">False: also cells that may still be counted anew, or be asked for in their short form.</param>
    /// <param name="most">Stretches of one series to merge at once, at least 1.</param>
    /// <param name="cancellationToken">Stops between two stretches.</param>
    Compacted Compact(DateTimeOffset before, TimeSpan length, bool onlySealed, int most, CancellationToken cancellationToken);

    /// <summary>Adds up a part of the cells that are over to hours and days, which a query with a <see cref="CellQuery.Step"/> reads in
    /// their place. Whatever changes a cell takes back those it is part of.</summary>
    /// <param name="before">Only hours and days wholly over by then.</param>
    /// <param name="most">Hours and days of one series to look at, at least 1.</param>
    /// <param name="cancellationToken">Stops between two of them.</param>
    /// <returns>True while there are more.</returns>
    bool RollUp(DateTimeOffset before, int most, CancellationToken cancellationToken);

    /// <summary>Marks every cell of some days as sealed. On disk, with everything saved before, when it returns: the rows may go.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="days">Starts of days in UTC.</param>
    void Seal(int model, IReadOnlyCollection<DateTimeOffset> days);

    /// <summary>Days in UTC that have sealed cells.</summary>
    IReadOnlyList<(int Model, DateTimeOffset Day)> SealedDays();

    /// <summary>Removes sealed cells that lie wholly within a time. Cells that could still be counted anew stay.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="from">First moment, included; null: from the first cell on.</param>
    /// <param name="to">Last moment, not included; null: to the last cell.</param>
    /// <param name="version">Only cells of this version; null: of all.</param>
    /// <returns>Cells removed.</returns>
    int DropSealed(int model, DateTimeOffset? from, DateTimeOffset? to, string? version);

    /// <summary>Starts of the quarters of an hour of a model that have a cell which is not sealed, in any order.</summary>
    IReadOnlyList<DateTimeOffset> OpenQuarters(int model);

    /// <summary>Numbers of the models that have cells.</summary>
    IReadOnlyList<int> Models();
}

/// <summary>What one step of a compaction did.</summary>
/// <param name="Gone">How many cells fewer there are.</param>
/// <param name="HasMore">True when there is more to merge.</param>
public readonly record struct Compacted(int Gone, bool HasMore);

/// <summary>Which cells.</summary>
public sealed record CellQuery
{
    public required int Model { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Null: every version.</summary>
    public string? Version { get; init; }

    /// <summary>Null: the cells of all rows.</summary>
    public KeyValuePair<string, string>? Segment { get; init; }

    /// <summary>True: cells of every value of every segment instead of those of all rows.</summary>
    public bool AllSegments { get; init; }

    /// <summary>With <see cref="AllSegments"/>: only the values of this segment; null: of every one.</summary>
    public string? SegmentName { get; init; }

    /// <summary>True for a cell of the rows that are asked for, whatever its time and version.</summary>
    public bool IsOfSegments(CellKey key) => AllSegments ? key.Segment is { } own && (SegmentName is null || own.Key == SegmentName)
        : key.Segment.Equals(Segment);

    /// <summary>Columns wanted; empty: all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>For <see cref="Columns"/>: none. Which cells there are, and how many rows they have, is a small part of what they
    /// take.</summary>
    public static IReadOnlyList<string> NoColumns { get; } = [""];

    /// <summary>False: without quantile and distinct sketches, which are most of a profile. Enough for counts, moments and lines over
    /// time; not for quantiles or for merging distinct values.</summary>
    public bool WithSketches { get; init; } = true;

    /// <summary>Null: cells as they are kept. Else whole hours and days of this stretch of time may come as one cell, as long as they lie
    /// within one step of this length since 0001-01-01 in UTC. Their counts are exact; moments and sketches are those of a merge.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>Cells that are not wanted, nor anything they are part of: the caller has them as they are now.</summary>
    public IReadOnlyCollection<CellKey> AtHand { get; init; } = [];
}
