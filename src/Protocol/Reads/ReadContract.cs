using System.Text.Json;

namespace Plumbline.Protocol;

/// <summary>The profile of a stretch of time.</summary>
/// <param name="From">Start of its first cell.</param>
/// <param name="To">End of its last cell, not included.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="IsSealed">True where rows of it are no longer stored: what is here is all there is.</param>
/// <param name="BinSet">Hexadecimal; left out where nothing was counted.</param>
/// <param name="Profile">A <c>plumbline/profile/1</c> document; left out where nothing was counted.</param>
/// <param name="Seq">Everything of the log up to here is in it.</param>
/// <param name="AsOf">When the row of that number was received; left out when that is not known.</param>
public sealed record ProfileView(DateTimeOffset From, DateTimeOffset To, string? Version, string? Segment, long Rows, bool IsSealed,
    string? BinSet,
    JsonElement? Profile, long Seq, DateTimeOffset? AsOf);

/// <summary>A measure over time, or a metric. What is undefined or does not apply is left out.</summary>
public sealed record SeriesView
{
    public required string Measure { get; init; }

    /// <summary>The column, or the subject of a monitor's part.</summary>
    public string? Column { get; init; }

    /// <summary>The monitor that found the values; left out for what is read from cells.</summary>
    public string? Monitor { get; init; }

    public string? Version { get; init; }

    /// <summary>NAME=VALUE.</summary>
    public string? Segment { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>How many points are here.</summary>
    public required int Points { get; init; }

    /// <summary>How many there would be at the step that was asked for: more than <see cref="Points"/> where some were put
    /// together.</summary>
    public required int Of { get; init; }

    /// <summary>Length of a step in seconds, which may be longer than was asked for.</summary>
    public required double StepSeconds { get; init; }

    /// <summary>The same measure in the model's baseline <c>default</c>; left out where it has none.</summary>
    public BaselineValue? Baseline { get; init; }

    /// <summary>Steps that have rows, oldest first.</summary>
    public required IReadOnlyList<SeriesPoint> Series { get; init; }

    /// <summary>Everything of the log up to here is in it.</summary>
    public required long Seq { get; init; }

    /// <summary>When the row of that number was received.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>One step of a series. What is undefined or does not apply is left out.</summary>
public sealed record SeriesPoint
{
    public required DateTimeOffset Start { get; init; }

    /// <summary>End of what was put together, not included.</summary>
    public required DateTimeOffset End { get; init; }

    public double? Value { get; init; }

    /// <summary>Lower end of the value's 95 % interval.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the value's 95 % interval.</summary>
    public double? High { get; init; }

    /// <summary>Values it was computed from.</summary>
    public required long N { get; init; }

    /// <summary>True where the bins, or what it is compared with, changed: draw no line from the point before.</summary>
    public bool IsBorder { get; init; }

    /// <summary>True where rows of it are no longer stored.</summary>
    public bool IsSealed { get; init; }

    /// <summary>What the monitor compared with.</summary>
    public double? Expected { get; init; }

    /// <summary>The bound that decided.</summary>
    public double? Threshold { get; init; }

    /// <summary>What the monitor said: <c>ok</c>, <c>warning</c>, <c>critical</c>, <c>insufficient_data</c> or <c>failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Number of the evaluation, to ask for its rows.</summary>
    public long? Evaluation { get; init; }
}

/// <summary>A measure in a baseline.</summary>
/// <param name="Name">Of the baseline.</param>
/// <param name="Value">The measure.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="N">Values it was computed from.</param>
public sealed record BaselineValue(string Name, double? Value, double? Low, double? High, long N);

/// <summary>A page of events, newest first.</summary>
/// <param name="Next">Value of <c>after</c> for the next page; left out on the last.</param>
/// <param name="Selection">What an evaluation chose; left out without one.</param>
/// <param name="Seq">Everything of the log up to here is in it.</param>
/// <param name="AsOf">When the row of that number was received; left out when that is not known.</param>
public sealed record EventList(IReadOnlyList<EventView> Events, string? Next, EventSelection? Selection, long Seq, DateTimeOffset? AsOf);

/// <summary>The rows behind a verdict.</summary>
/// <param name="Evaluation">Number of the evaluation.</param>
/// <param name="Subject">Which part of it; left out: every row of the window.</param>
/// <param name="From">First moment of the window.</param>
/// <param name="To">Its last moment, not included.</param>
/// <param name="Rows">Why these rows, as a sentence.</param>
/// <param name="Query">The same as parameters of this address, to be changed or exported.</param>
public sealed record EventSelection(long Evaluation, string? Subject, DateTimeOffset From, DateTimeOffset To, string Rows, string Query);

/// <summary>One event as it is stored.</summary>
public sealed record EventView(long Seq, string Id, DateTimeOffset Time, DateTimeOffset ReceivedAt,
    IReadOnlyDictionary<string, JsonElement> Values,
    JsonElement? Truth, DateTimeOffset? TruthKnownAt, JsonElement? Tags);

/// <summary>What a rebuild did.</summary>
/// <param name="Cells">Cells counted anew from their rows.</param>
/// <param name="Changed">Those that differ from what was stored; 0 on a healthy store.</param>
/// <param name="SealedPlaces">Cells whose rows are gone; they stay as they are.</param>
/// <param name="Seq">Everything of the log up to here is in them.</param>
public sealed record RebuildAnswer(int Cells, int Changed, int SealedPlaces, long Seq);
