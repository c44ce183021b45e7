namespace Plumbline.Server.Ingest.Columns;

/// <summary>Distinct texts up to a limit. Thread-safe.</summary>
sealed class BoundedTexts(int limit)
{
    readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    internal int Limit { get; } = limit;

    /// <summary>True when the text is among them, now or from before.</summary>
    internal bool Holds(string text)
    {
        lock (_gate) return _texts.Contains(text) || (_texts.Count < Limit && _texts.Add(text));
    }
}
