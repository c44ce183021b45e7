using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Storage;

/// <summary>What can be written to the log.</summary>
public abstract record LogEntry
{
    LogEntry()
    {
    }

    /// <summary>The model it belongs to.</summary>
    public abstract int Model { get; }

    /// <summary>Rows it holds.</summary>
    public abstract int Count { get; }

    /// <summary>Events. Those whose id is already known within the cell of their time are duplicates and left out.</summary>
    public sealed record Events(ColumnBatch Batch) : LogEntry
    {
        public override int Model => Batch.Model;

        public override int Count => Batch.Count;
    }

    /// <summary>Truths; the last one of an id holds.</summary>
    public sealed record Truths(TruthBatch Batch) : LogEntry
    {
        public override int Model => Batch.Model;

        public override int Count => Batch.Count;
    }

    public sealed record Metrics(MetricBatch Batch) : LogEntry
    {
        public override int Model => Batch.Model;

        public override int Count => Batch.Count;
    }

    /// <summary>A deletion: what it names is gone from every projection and every later rebuild.</summary>
    public sealed record Erased(Erasure Erasure) : LogEntry
    {
        public override int Model => Erasure.Model;

        public override int Count => 1;
    }
}

/// <summary>What is to be deleted: everything of a model that meets all given conditions, accepted before the erasure.</summary>
public sealed record Erasure
{
    public required int Model { get; init; }

    public string? Version { get; init; }

    /// <summary>First moment, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last moment, not included.</summary>
    public DateTimeOffset? To { get; init; }

    public string? Id { get; init; }

    /// <summary>Name and value of a tag.</summary>
    public KeyValuePair<string, string>? Tag { get; init; }

    /// <summary>True for the deletion of the model itself: without conditions everything meets them.</summary>
    public bool IsOfWholeModel => this is { Version: null, From: null, To: null, Id: null, Tag: null };
}

/// <summary>An entry with its place in the log.</summary>
/// <param name="FirstSeq">Number of its first row; row i has <c>FirstSeq + i</c>.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="Entry">Without the duplicates.</param>
public sealed record LogFrame(long FirstSeq, DateTimeOffset ReceivedAt, LogEntry Entry)
{
    public long LastSeq => FirstSeq + Entry.Count - 1;
}
