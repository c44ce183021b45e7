using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Baselines;

/// <summary>The frozen profile a window is compared with.</summary>
public sealed record Baseline
{
    /// <summary>Given by the catalog.</summary>
    public long Number { get; init; }

    public required int Model { get; init; }

    /// <summary>1 to 100 characters of letters, digits, dot, dash and underscore.</summary>
    public required string Name { get; init; }

    /// <summary>Where the rows came from, for showing.</summary>
    public required string Source { get; init; }

    /// <summary>Profile with bin set, own variation per column, and schema.</summary>
    public required DatasetProfile Profile { get; init; }

    /// <summary>Quality of the baseline's rows; null without labels.</summary>
    public QualityReport? Quality { get; init; }

    /// <summary>Its segment values when it is made. Of one that is stored they are read apart, segment by segment.</summary>
    public IReadOnlyList<BaselineSegment> Segments { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Equal for baselines that judge alike: bin set, counts and thresholds, also of
    /// its segment values.</summary>
    public required ulong Fingerprint { get; init; }
}
