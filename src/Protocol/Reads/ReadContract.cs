using System.Text.Json;

namespace Plumbline.Protocol;

/// <summary>The profile of a stretch of time.</summary>
/// <param name="Rows">Rows in it.</param>
/// <param name="BinSet">Hexadecimal; left out where nothing was counted.</param>
/// <param name="Profile">A <c>plumbline/profile/1</c> document; left out where nothing was counted.</param>
/// <param name="AsOfSeq">Everything up to here is in it.</param>
public sealed record ProfileView(DateTimeOffset From, DateTimeOffset To, string? Version, string? Segment, long Rows, string? BinSet,
    JsonElement? Profile, long AsOfSeq, DateTimeOffset AsOf);

/// <summary>A measure over time.</summary>
/// <param name="StepSeconds">Length of a step, which may be longer than was asked for.</param>
/// <param name="IsDownSampled">True when the step was made longer to keep to 1 000 points.</param>
/// <param name="Points">Steps that have rows, oldest first.</param>
public sealed record SeriesView(string Measure, string? Column, double StepSeconds, bool IsDownSampled, IReadOnlyList<SeriesPoint> Points, long AsOfSeq,
    DateTimeOffset AsOf);

/// <summary>One step of a series.</summary>
/// <param name="Start">Start of the step.</param>
/// <param name="Value">Left out where it is undefined.</param>
/// <param name="Rows">Rows it was computed from.</param>
/// <param name="IsBorder">True where the bins changed: draw no line from the point before.</param>
/// <param name="Threshold">The bound that decided, for series of evaluations.</param>
/// <param name="Status">For series of evaluations.</param>
public sealed record SeriesPoint(DateTimeOffset Start, double? Value, long Rows, bool IsBorder, double? Threshold = null, string? Status = null);

/// <summary>A page of events, newest first.</summary>
/// <param name="Next">Value of <c>after</c> for the next page; left out on the last.</param>
/// <param name="AsOfSeq">Everything up to here is in it.</param>
public sealed record EventList(IReadOnlyList<EventView> Events, string? Next, long AsOfSeq, DateTimeOffset AsOf);

/// <summary>One event as it is stored.</summary>
public sealed record EventView(long Seq, string Id, DateTimeOffset Time, DateTimeOffset ReceivedAt, IReadOnlyDictionary<string, JsonElement> Values,
    JsonElement? Truth, DateTimeOffset? TruthKnownAt, JsonElement? Tags);

/// <summary>What a rebuild did.</summary>
/// <param name="Cells">Cells counted anew from their rows.</param>
/// <param name="Changed">Those that differ from what was stored; 0 on a healthy store.</param>
/// <param name="SealedPlaces">Cells whose rows are gone; they stay as they are.</param>
public sealed record RebuildAnswer(int Cells, int Changed, int SealedPlaces, long AsOfSeq);
