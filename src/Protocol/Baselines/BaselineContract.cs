using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>Body of <c>PUT /api/v1/models/{model}/baselines/{name}</c> that makes a baseline of past events.</summary>
/// <param name="From">First moment, included.</param>
/// <param name="To">Last moment, not included.</param>
/// <param name="Version">Only events of this version; left out: all.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BaselineOfWindows(DateTimeOffset From, DateTimeOffset To, string? Version = null);

/// <summary>A frozen baseline.</summary>
public sealed record BaselineView
{
    public required string Name { get; init; }

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

    /// <summary>Quarters of an hour that are being counted anew on its bins; 0 when all agree.</summary>
    public int RecountsPending { get; init; }
}

/// <summary>A monitor that would make sense with a baseline.</summary>
/// <param name="Monitor">As it would be written.</param>
/// <param name="Windows">Past windows it was tried on, on the bins of the baseline.</param>
/// <param name="Fired">Those it would have fired in.</param>
/// <param name="Unknown">Those it could not judge.</param>
public sealed record ProposalView(MonitorDocument Monitor, int Windows, int Fired, int Unknown);

/// <summary>Answer of <c>GET /api/v1/models/{model}/baselines/{name}/proposals</c>; its monitors can be put or applied as they are.</summary>
/// <param name="RecountsPending">Quarters of an hour that are not yet on the bins of the baseline: ask again when it is 0.</param>
public sealed record ProposalList(string Baseline, IReadOnlyList<ProposalView> Proposals, int RecountsPending, long AsOfSeq, DateTimeOffset AsOf);

/// <summary>Answer of <c>GET /api/v1/models/{model}/baselines</c>.</summary>
public sealed record BaselineList(string Model, IReadOnlyList<BaselineView> Baselines);
