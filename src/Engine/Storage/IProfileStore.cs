namespace Plumbline.Engine.Storage;

/// <summary>Profiles of cells on disk. A projection of the log. Thread-safe.</summary>
public interface IProfileStore
{
    /// <summary>Everything up to here is in the stored profiles.</summary>
    long AppliedSeq { get; }

    /// <summary>Replaces the given cells and notes how far they have come, all or nothing. A sealed cell is replaced by a sealed
    /// one only: an open one of the same key holds what came after.</summary>
    void Save(IReadOnlyCollection<CellProfile> cells, long appliedSeq);

    /// <summary>Cells of a query, those that start in its time, by start.</summary>
    IReadOnlyList<CellProfile> Read(CellQuery query, CancellationToken cancellationToken);

    /// <summary>Removes cells: all of a model, or those that start in a range.</summary>
    void Delete(int model, DateTimeOffset? from, DateTimeOffset? to);

    /// <summary>Merges cells older than <paramref name="before"/> into cells of <paramref name="length"/>.</summary>
    /// <remarks>What was merged is no longer known by its own key: who still holds a short cell must not save it again, or its rows count
    /// twice. Rows that come late are saved as a short cell of their own and merged the next time.</remarks>
    /// <returns>How many cells fewer there are.</returns>
    int Compact(DateTimeOffset before, TimeSpan length, CancellationToken cancellationToken);
}

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

    /// <summary>Columns wanted; empty: all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>False: without quantile and distinct sketches, which are most of a profile. Enough for counts, moments and lines over
    /// time; not for quantiles or for merging distinct values.</summary>
    public bool WithSketches { get; init; } = true;
}
