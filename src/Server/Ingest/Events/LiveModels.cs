using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Events;

/// <summary>The models that rows are sent to. When there are too many the one that came first is begun anew.</summary>
sealed class LiveModels
{
    readonly Lock _gate = new();
    readonly Dictionary<string, LiveModel> _models = new(StringComparer.Ordinal);
    readonly Queue<string> _order = [];

    internal LiveModel Get(string name)
    {
        lock (_gate)
        {
            if (_models.TryGetValue(name, out LiveModel? live)) return live;
            while (_models.Count >= IngestLimits.Models) _models.Remove(_order.Dequeue());
            _order.Enqueue(name);
            return _models[name] = new LiveModel(name);
        }
    }

    internal void Forget(string name)
    {
        lock (_gate) _models.Remove(name);
    }
}
