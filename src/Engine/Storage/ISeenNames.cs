namespace Plumbline.Engine.Storage;

/// <summary>Names of a model that are limited in number, as they were seen: a restart must not begin the counting anew.
/// Thread-safe.</summary>
public interface ISeenNames
{
    /// <summary>All names of a model.</summary>
    IReadOnlyList<SeenName> Read(int model);

    /// <summary>Keeps names; those that are there already stay.</summary>
    void Add(int model, IReadOnlyList<SeenName> names);

    /// <summary>Forgets a model for ever; its number is never given again.</summary>
    void Forget(int model);
}

/// <summary>A name as it was seen.</summary>
/// <param name="Kind">What it is the name of.</param>
/// <param name="Column">The segment column it is a value of; empty elsewhere.</param>
/// <param name="Text">The name.</param>
public sealed record SeenName(SeenKind Kind, string Column, string Text);

/// <summary>What a name is of.</summary>
public enum SeenKind
{
    Version,
    Environment,
    SegmentValue,
    Metric,
}
