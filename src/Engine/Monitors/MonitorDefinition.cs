using System.Collections.Immutable;

namespace Plumbline.Engine.Monitors;

/// <summary>Measure + selection + baseline + window + threshold + rule, for one model.</summary>
public sealed record MonitorDefinition
{
    /// <summary>Given by the catalog.</summary>
    public long Number { get; init; }

    public required int Model { get; init; }

    /// <summary>Unique within the model; what monitors as code are matched by.</summary>
    public required string Name { get; init; }

    public required MonitorKind Kind { get; init; }

    /// <summary>The measure, by the name of the suites' catalogue or of <c>OperationsMeasures</c>; null: the kind's own verdict (drift: the
    /// verdict of every judged column; integrity: every check).</summary>
    public string? Measure { get; init; }

    /// <summary>Columns by name or pattern with * and ?; empty: all the kind looks at.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Segment whose every value is judged by itself; null: all rows together.</summary>
    public string? Segment { get; init; }

    /// <summary>Only events of this version; null: every version.</summary>
    public string? Version { get; init; }

    /// <summary>Only events of this environment; null: every environment. The model must declare <c>environment</c> as a segment, so that
    /// its values are counted by themselves.</summary>
    public string? Environment { get; init; }

    public BaselineChoice Baseline { get; init; } = new BaselineChoice.Named("default");

    public required WindowDefinition Window { get; init; }

    /// <summary>Null: the kind's own rule decides alone.</summary>
    public Threshold? Threshold { get; init; }

    public MonitorSeverity Severity { get; init; } = MonitorSeverity.Warning;

    public MonitorState State { get; init; } = MonitorState.Active;

    /// <summary>Counts up with every edit.</summary>
    public int Revision { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

public enum MonitorKind
{
    Drift,
    Integrity,
    Quality,
    Operations,
    Volume,
    Freshness,

    /// <summary>The dead man's switch: no event at all.</summary>
    Absence,
    Fairness,
}

public enum MonitorSeverity
{
    Warning,
    Critical,
}

public enum MonitorState
{
    Active,

    /// <summary>Not evaluated until a person says so.</summary>
    Paused,

    /// <summary>Kept, shown as off, its alerts resolved.</summary>
    Disabled,
}

/// <summary>What a value must not pass. Either bound may be open.</summary>
/// <param name="Low">Least value that is well; null: none.</param>
/// <param name="High">Largest value that is well; null: none.</param>
/// <param name="Relation">What the bounds are measured against.</param>
public sealed record Threshold(double? Low, double? High, ThresholdRelation Relation);

public enum ThresholdRelation
{
    /// <summary>The bounds are values of the measure.</summary>
    Absolute,

    /// <summary>The bounds are added to the baseline's value.</summary>
    Difference,

    /// <summary>The baseline's value is multiplied by the bounds.</summary>
    Ratio,
}

/// <summary>What a monitor compares with.</summary>
public abstract record BaselineChoice
{
    BaselineChoice()
    {
    }

    /// <summary>A frozen baseline of the model.</summary>
    public sealed record Named(string Name) : BaselineChoice;

    /// <summary>The windows just before, merged.</summary>
    /// <param name="Windows">1 to 100.</param>
    public sealed record Rolling(int Windows) : BaselineChoice;

    /// <summary>The windows at the same time of the week in the weeks before, merged.</summary>
    /// <param name="Weeks">1 to 26.</param>
    public sealed record Seasonal(int Weeks) : BaselineChoice;

    /// <summary>The same window of another version.</summary>
    public sealed record OfVersion(string Version) : BaselineChoice;

    /// <summary>Nothing: the threshold is absolute.</summary>
    public sealed record Nothing : BaselineChoice;
}
