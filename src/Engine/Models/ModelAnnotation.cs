namespace Plumbline.Engine.Models;

/// <summary>Something that happened to a model or around it, for every time axis. Versions are not among them: their first events say so
/// by themselves.</summary>
public sealed record ModelAnnotation
{
    /// <summary>Given by the catalog.</summary>
    public long Number { get; init; }

    public required int Model { get; init; }

    public required AnnotationKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When it was over; null: it is a moment.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>1 to 500 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Name of the key that noted it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What happened.</summary>
public enum AnnotationKind
{
    Deployment,
    Retrain,
    Incident,
    Note,
}
