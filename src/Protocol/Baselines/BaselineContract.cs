using System.Text.Json;
using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>Body of <c>PUT /api/v1/models/{model}/baselines/{name}</c> that makes a baseline of past events: one stretch of time, or
/// several.</summary>
/// <param name="From">First moment, included.</param>
/// <param name="To">Last moment, not included.</param>
/// <param name="Version">Only events of this version; left out: all.</param>
/// <param name="Windows">Several stretches instead of <paramref name="From"/> and <paramref name="To"/>; what lies in two of them counts
/// once.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BaselineOfWindows(DateTimeOffset? From = null, DateTimeOffset? To = null, string? Version = null,
    IReadOnlyList<BaselineWindow>? Windows = null);

/// <summary>A stretch of time.</summary>
/// <param name="From">First moment, included.</param>
/// <param name="To">Last moment, not included.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BaselineWindow(DateTimeOffset From, DateTimeOffset To);

/// <summary>A line of the answer to a baseline that is sent with <c>Accept: application/x-ndjson</c>: how far it is. The last line is the
/// answer itself,
/// a <see cref="BaselineView"/> or a <see cref="Problem"/>.</summary>
/// <param name="Bytes">Bytes received, after decompression.</param>
/// <param name="Rows">Rows read of them.</param>
public sealed record BaselineProgress(long Bytes, long Rows);

/// <summary>A frozen baseline.</summary>
public sealed record BaselineView
{
    public required string Name { get; init; }

    /// <summary>Grows whenever a baseline is made: one that replaces another of its name has a larger one.</summary>
    public long Revision { get; init; }

    /// <summary>Where its rows came from.</summary>
    public required string Source { get; init; }

    public required long Rows { get; init; }

    /// <summary>Hexadecimal; equal for baselines that judge alike.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Hexadecimal; windows on other bins cannot be compared with it.</summary>
    public required string BinSet { get; init; }

    public required bool HasQuality { get; init; }

    public required IReadOnlyList<ColumnContract> Columns { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Monitors that would make sense, in the answer to a registration only.</summary>
    public IReadOnlyList<ProposalView>? Proposals { get; init; }

    /// <summary>What was noticed while its rows were read, and columns of the model it does not have; in the answer to a registration
    /// only.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>What its rows look like, column by column, as in <c>GET /api/v1/models/{model}/profiles</c>; where one baseline is asked
    /// for only.</summary>
    public JsonElement? Profile { get; init; }

    /// <summary>Segment values it knows by themselves, which monitors with a segment compare with; where one baseline is asked for
    /// only.</summary>
    public IReadOnlyList<BaselineSegmentView>? Segments { get; init; }

    /// <summary>Quarters of an hour that are being counted anew on its bins; 0 when all agree.</summary>
    public int RecountsPending { get; init; }
}

/// <summary>A segment value a baseline knows.</summary>
/// <param name="HasQuality">True where its rows had labels.</param>
public sealed record BaselineSegmentView(string Segment, string Value, long Rows, bool HasQuality);

/// <summary>A monitor that would make sense with a baseline.</summary>
/// <param name="Monitor">As it would be written.</param>
/// <param name="Windows">Past windows it was tried on, on the bins of the baseline.</param>
/// <param name="Fired">Those it would have fired in.</param>
/// <param name="Unknown">Those it could not judge.</param>
/// <param name="Note">Why little or nothing can be said of past windows, in the reader's language; left out where all is said.</param>
public sealed record ProposalView(MonitorDocument Monitor, int Windows, int Fired, int Unknown, string? Note = null);

/// <summary>Answer of <c>GET /api/v1/models/{model}/baselines/{name}/proposals</c>; its monitors can be put or applied as they
/// are.</summary>
/// <param name="RecountsPending">Quarters of an hour that are not yet on the bins of the baseline: ask again when it is 0.</param>
/// <param name="Promise">How often these monitors may be wrong while nothing changes, in the reader's language.</param>
public sealed record ProposalList(string Baseline, IReadOnlyList<ProposalView> Proposals, int RecountsPending, string Promise, long Seq,
    DateTimeOffset? AsOf);

/// <summary>Answer of <c>GET /api/v1/models/{model}/baselines</c>.</summary>
public sealed record BaselineList(string Model, IReadOnlyList<BaselineView> Baselines);
