using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Models;

/// <summary>A model as it was registered, or learnt from its first events.</summary>
public sealed record ModelDefinition
{
    /// <summary>Given by the catalog; what the log and the stores know the model by.</summary>
    public int Number { get; init; }

    /// <summary>1 to 100 characters of letters, digits, dot, dash and underscore.</summary>
    public required string Name { get; init; }

    /// <summary>Null: not known yet.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>The positive class of a binary task; null: inferred.</summary>
    public string? Positive { get; init; }

    /// <summary>Score at or above which the answer is positive where no prediction says so; null: .5.</summary>
    public double? Threshold { get; init; }

    /// <summary>Revisions of the columns, oldest first, at least one.</summary>
    public required ImmutableArray<SchemaRevision> Revisions { get; init; }

    /// <summary>Versions seen or announced, by first sight.</summary>
    public ImmutableArray<ModelVersion> Versions { get; init; } = [];

    /// <summary>Texts by name, for grouping models.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How long after its end a window waits for late events. 0 to 7 days; default 5 minutes.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whole days, 1 to 36500, that its rows are kept after they were received; null: as the server is set.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>True once a person (or a registration) has confirmed the columns; false while they are only inferred.</summary>
    public bool IsConfirmed { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The newest columns.</summary>
    public SchemaRevision Schema => Revisions[^1];
}

/// <summary>A deployed build of a model.</summary>
/// <param name="Name">As sent with the events.</param>
/// <param name="FirstSeen">When it was announced or first sent an event.</param>
/// <param name="Role">Champion, challenger, or neither.</param>
/// <param name="Environment">Where it runs; null when nobody said.</param>
public sealed record ModelVersion(string Name, DateTimeOffset FirstSeen, VersionRole Role, string? Environment = null);

/// <summary>What a version is for.</summary>
public enum VersionRole
{
    None,
    Champion,
    Challenger,
}

/// <summary>The columns of a model from a moment on.</summary>
/// <param name="Number">1, 2, ...</param>
/// <param name="Columns">Every column ever known keeps its place; new ones are added behind.</param>
/// <param name="Since">From when.</param>
/// <param name="Changes">What is new against the revision before.</param>
public sealed record SchemaRevision(int Number, Schema Columns, DateTimeOffset Since, ImmutableArray<SchemaChange> Changes);

/// <summary>One change of a model's columns, for people to see.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Column">To which column.</param>
/// <param name="From">Type or role before, null where there was none.</param>
/// <param name="To">Type or role now, null where there is none.</param>
/// <param name="IsCompatible">True when older rows can still be compared with newer ones.</param>
public sealed record SchemaChange(SchemaChangeKind Kind, string Column, string? From, string? To, bool IsCompatible);

public enum SchemaChangeKind
{
    Added,
    Vanished,
    Returned,
    Widened,
    Retyped,
    RoleChanged,
}
