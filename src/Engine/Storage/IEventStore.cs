using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;

namespace Plumbline.Engine.Storage;

/// <summary>The rows themselves, for drilling and for measures that need rows. A projection of the log. Reads are thread-safe; one caller
/// applies.</summary>
public interface IEventStore
{
    /// <summary>Everything up to here is in the store.</summary>
    long AppliedSeq { get; }

    /// <summary>Adds frames in order, in one transaction with <see cref="AppliedSeq"/>. Frames that are already in are skipped.</summary>
    /// <param name="frames">In log order.</param>
    /// <param name="models">The models of the frames, by number.</param>
    void Apply(IReadOnlyList<LogFrame> frames, IReadOnlyDictionary<int, ModelDefinition> models);

    /// <summary>Joins truths that have arrived to their events and hands out the cells that changed by it, each once in the life of this
    /// store object; those that nobody said were done are handed out again by the next one, also after a crash.</summary>
    /// <param name="doneRound">All that was to be done about the cells of this round and of those before it is done; 0: of none
    /// yet.</param>
    /// <param name="cancellationToken">Stops before anything has changed.</param>
    TruthRound JoinTruths(long doneRound, CancellationToken cancellationToken);

    /// <summary>The rows of a query as columns, in the order of their sequence numbers; the target column holds the truth known
    /// now.</summary>
    /// <remarks>The data set reads from a snapshot; dispose it.</remarks>
    IDataset Open(ModelDefinition model, EventQuery query, CancellationToken cancellationToken);

    /// <summary>One page of rows, newest first.</summary>
    EventPage Page(ModelDefinition model, EventQuery query, EventCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>Events and truths stored.</summary>
    EventCounts Count(int model, CancellationToken cancellationToken);

    /// <summary>Numbers of the models of which anything is stored: events, truths or metric points.</summary>
    IReadOnlyCollection<int> Models(CancellationToken cancellationToken);

    /// <summary>Truths that were looked for and whose event has not come, by model; without models that have none.</summary>
    IReadOnlyDictionary<int, long> WaitingTruths { get; }

    /// <summary>A custom metric in steps: one summary per step that has points, by the step's start.</summary>
    IReadOnlyList<(DateTimeOffset Start, string Name, Monitors.MetricSummary Summary)> Metrics(int model, DateTimeOffset from,
        DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken);

    /// <summary>Writes the rows of a query as a file: CSV where the path ends with .csv, else Parquet.</summary>
    long Export(ModelDefinition model, EventQuery query, string path, CancellationToken cancellationToken);

    /// <summary>Starts of the quarters of an hour that have rows, oldest first.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="before">Only rows that <see cref="Drop"/> would remove; null: all.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    IReadOnlyList<DateTimeOffset> Cells(int model, DateTimeOffset? before, CancellationToken cancellationToken);

    /// <summary>Removes a part of the rows of events that were received before a moment and are of a time before it, with their truths; at
    /// last the metric points received before it, and truths as old whose event never came.</summary>
    /// <returns>True while there is more.</returns>
    bool Drop(int model, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Starts of the quarters of an hour that lost rows by an erasure; null when that is not known.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="seq">Number of the erasure in the log.</param>
    IReadOnlyList<DateTimeOffset>? ErasedCells(int model, long seq);

    /// <summary>Forgets which cells lost rows by erasures up to a number: they are counted anew for good.</summary>
    void ForgetErased(long seq);
}

/// <summary>Which rows of a model.</summary>
public sealed record EventQuery
{
    /// <summary>First moment, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last moment, not included.</summary>
    public DateTimeOffset? To { get; init; }

    public string? Version { get; init; }

    public string? Environment { get; init; }

    /// <summary>Value of a column, as category text; null value: missing.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Where { get; init; } = [];

    /// <summary>Values of columns, as category text, that rows must not have. A missing value is none of them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Except { get; init; } = [];

    /// <summary>Closed range of a numeric column.</summary>
    public IReadOnlyList<(string Column, double Low, double High)> Between { get; init; } = [];

    public KeyValuePair<string, string>? Tag { get; init; }

    public string? Id { get; init; }

    /// <summary>Where the events of <see cref="Id"/> can be; null: anywhere.</summary>
    public EventPlaces? Places { get; init; }

    /// <summary>True: only rows whose truth is known.</summary>
    public bool OnlyWithTruth { get; init; }

    /// <summary>A sample: one row in so many, the same ones every time (by the hash of their ids). 1: all rows.</summary>
    public int OneIn { get; init; } = 1;

    /// <summary>Only truths known by then; null: all known now.</summary>
    public DateTimeOffset? TruthKnownBy { get; init; }

    /// <summary>Columns wanted; empty: all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>A row as text and numbers, for showing.</summary>
public sealed record EventRow(long Seq, string Id, DateTimeOffset Time, DateTimeOffset ReceivedAt,
    IReadOnlyDictionary<string, object?> Values, object? Truth, DateTimeOffset? TruthKnownAt, string? Tags);

public sealed record EventPage(IReadOnlyList<EventRow> Rows, EventCursor? Next);

public sealed record EventCursor(DateTimeOffset Time, long Seq);

public readonly record struct EventCounts(long Events, long Truths, long WaitingTruths, DateTimeOffset? FirstEvent,
    DateTimeOffset? LastEvent);

/// <summary>Cells that truths changed, as they were handed out.</summary>
/// <param name="Number">Counts up from 1 in the life of a store object; that of the round before where nothing changed.</param>
public readonly record struct TruthRound(long Number, IReadOnlyList<ChangedCell> Changed);

/// <summary>A cell whose rows or truths changed after it was counted.</summary>
public readonly record struct ChangedCell(int Model, DateTimeOffset Start);
