using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Events;

/// <summary>The models that rows are sent to. When there are too many the one that came first is begun anew; so is one that was deleted and
/// has come again.</summary>
sealed class LiveModels(ISeenNames names, IProfileStore profiles)
{
    readonly Lock _gate = new();
    readonly Dictionary<string, LiveModel> _models = new(StringComparer.Ordinal);
    readonly Queue<string> _order = [];
    readonly Queue<LiveModel> _warm = [];

    /// <summary>What the requests to a model share.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="model">The model as it is; null while nobody knows it.</param>
    internal LiveModel Get(string name, ModelDefinition? model)
    {
        if (Find(name, model) is { } known) return known;
        var begun = new LiveModel(name, model, model is null ? [] : names.Read(model.Number),
            model is null ? () => [] : () => profiles.OpenQuarters(model.Number), Warmed);
        lock (_gate)
        {
            if (_models.TryGetValue(name, out LiveModel? other) && other.Is(model)) return other;
            if (other is null) MakeRoom(name);
            return _models[name] = begun;
        }
    }

    internal void Forget(string name)
    {
        lock (_gate) _models.Remove(name);
    }

    LiveModel? Find(string name, ModelDefinition? model)
    {
        lock (_gate) return _models.TryGetValue(name, out LiveModel? live) && live.Is(model) ? live : null;
    }

    void Warmed(LiveModel model)
    {
        LiveModel? oldest = null;
        lock (_gate)
        {
            _warm.Enqueue(model);
            if (_warm.Count > IngestLimits.WarmModels) oldest = _warm.Dequeue();
        }
        oldest?.Cool();
    }

    void MakeRoom(string name)
    {
        while (_models.Count >= IngestLimits.Models) _models.Remove(_order.Dequeue());
        _order.Enqueue(name);
    }
}
