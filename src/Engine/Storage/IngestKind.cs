namespace Plumbline.Engine.Storage;

/// <summary>What a request sends.</summary>
public enum IngestKind
{
    Events,
    Truths,
    Metrics,

    /// <summary>Lines of logs; they have a store of their own.</summary>
    Logs,
}
