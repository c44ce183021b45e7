using Plumbline.Engine.Storage;

namespace Plumbline.Server.Ingest.Columns;

/// <summary>Distinct texts up to a limit. Thread-safe.</summary>
/// <param name="limit">How many there may be.</param>
/// <param name="limitName">What the limit is called in the table.</param>
/// <param name="kind">What the texts are.</param>
/// <param name="column">Of which column; empty where of none.</param>
sealed class BoundedTexts(int limit, string limitName, SeenKind kind, string column)
{
    readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    readonly List<string> _news = [];
    readonly Lock _gate = new();

    internal int Limit { get; } = limit;

    internal string LimitName { get; } = limitName;

    /// <summary>True when the text is among them, now or from before.</summary>
    internal bool Holds(string text)
    {
        lock (_gate)
        {
            if (_texts.Contains(text)) return true;
            if (_texts.Count >= Limit) return false;
            _texts.Add(text);
            _news.Add(text);
            return true;
        }
    }

    /// <summary>Takes up a text that is kept already.</summary>
    internal void Recall(string text)
    {
        lock (_gate) _texts.Add(text);
    }

    /// <summary>Moves the texts that are new since the last call to a list.</summary>
    internal void TakeNews(List<SeenName> to)
    {
        lock (_gate)
        {
            foreach (string text in _news) to.Add(new SeenName(kind, column, text));
            _news.Clear();
        }
    }
}
