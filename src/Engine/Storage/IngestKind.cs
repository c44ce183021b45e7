namespace Plumbline.Engine.Storage;

/// <summary>What a request sends.</summary>
public enum IngestKind
{
    Events,
    Truths,
    Metrics,
}
