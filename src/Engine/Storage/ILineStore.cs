using System.Collections.Immutable;

namespace Plumbline.Engine.Storage;

/// <summary>Lines that models' programs wrote. What an addition returned is on disk and survives a crash. Thread-safe.</summary>
public interface ILineStore
{
    /// <summary>Adds batches in one transaction, in their order; where there is no room the oldest lines go and are counted.</summary>
    /// <returns>Number of each batch's first line; its further lines have the numbers behind it.</returns>
    /// <exception cref="StorageException">Nothing was added.</exception>
    IReadOnlyList<long> Add(IReadOnlyList<LineBatch> batches);

    /// <summary>Lines of a request with this idempotency key that are kept already; 0 where none are.</summary>
    long Begun(LineRequest request, DateTimeOffset at);

    /// <summary>A page of a model's lines, newest first.</summary>
    LinePage Page(LineQuery query, LinePlace? before, int limit);

    /// <summary>How many lines there are of each level in each step of time; steps and levels without lines are left out.</summary>
    IReadOnlyList<LineCount> Count(LineQuery query, DateTimeOffset from, DateTimeOffset to, TimeSpan step);

    /// <summary>How much is kept of a model.</summary>
    LineBook Book(int model);

    /// <summary>Lines and bytes kept of all models.</summary>
    (long Lines, long Bytes) Size { get; }

    /// <summary>Drops some of a model's lines that were received before a moment; they are counted as forgotten.</summary>
    /// <returns>True when there may be more of them.</returns>
    bool Drop(int model, DateTimeOffset before);

    /// <summary>Forgets a model for ever; its number is never given again.</summary>
    void Forget(int model);

    /// <summary>The oldest points of lines that have not been told to be in the log of events; null when there are none.</summary>
    WaitingPoints? NextPoints();

    /// <summary>These points are in the log of events.</summary>
    void PointsAreLogged(long number);
}

/// <summary>Lines of one request.</summary>
public sealed record LineBatch
{
    public required int Model { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required IReadOnlyList<LogLine> Lines { get; init; }

    /// <summary>Numbers in the lines that are to become metric points.</summary>
    public IReadOnlyList<LinePoint> Points { get; init; } = [];

    /// <summary>Where the log of events was when the points came: they are behind it, if they are in it.</summary>
    public long AfterSeq { get; init; }

    /// <summary>The request with an idempotency key; null: it has none.</summary>
    public LineRequest? Request { get; init; }
}

/// <summary>A request that may come again.</summary>
/// <param name="ApiKey">Number of the key it came with.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="IdempotencyKey">Its own key.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
public sealed record LineRequest(long ApiKey, int Model, string IdempotencyKey, DateTimeOffset ExpiresAt);

/// <summary>Which lines.</summary>
public sealed record LineQuery
{
    public required int Model { get; init; }

    /// <summary>First moment, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last moment, not included.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Empty: of every level.</summary>
    public ImmutableArray<LineLevel> Levels { get; init; } = [];

    /// <summary>Null: of every stream.</summary>
    public LineStream? Stream { get; init; }

    /// <summary>Text the line has in it; words with blanks between must all be there, each from the beginning of a word. Nothing in it has
    /// a meaning of its own.</summary>
    public string? Text { get; init; }

    public string? EventId { get; init; }

    /// <summary>Only lines of which this became as metrics; null: all lines.</summary>
    public LineMetric? Metric { get; init; }
}

/// <summary>A place between lines in the order of their time.</summary>
public readonly record struct LinePlace(DateTimeOffset Time, long Number);

/// <summary>A page of lines.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Next">Where the next page goes on; null on the last.</param>
public sealed record LinePage(ImmutableArray<LogLine> Lines, LinePlace? Next);

/// <summary>Lines of a level in a step of time.</summary>
public readonly record struct LineCount(DateTimeOffset Start, LineLevel Level, long Lines);

/// <summary>How much is kept of a model.</summary>
/// <param name="Lines">Lines kept.</param>
/// <param name="Bytes">Bytes of them.</param>
/// <param name="All">Lines that ever came.</param>
/// <param name="Forgotten">Of these, those that went because of their age or to make room.</param>
public sealed record LineBook(long Lines, long Bytes, long All, long Forgotten)
{
    public static LineBook Empty { get; } = new(0, 0, 0, 0);
}

/// <summary>Points of lines on their way to the log of events.</summary>
/// <param name="AfterSeq">If they are in the log, then behind this.</param>
public sealed record WaitingPoints(long Number, int Model, long AfterSeq, ImmutableArray<LinePoint> Points);
