using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Columns;

namespace Plumbline.Server.Ingest.Events;

/// <summary>What the requests to one model share: what is counted, and readers that already know its texts.</summary>
/// <param name="quarters">Quarters of an hour that have events.</param>
sealed class LiveModel(string name, ModelDefinition? model, IReadOnlyList<SeenName> seen, Func<IReadOnlyList<DateTimeOffset>> quarters,
    Action<LiveModel> warmed)
{
    const int MostReaders = 4;

    readonly Lock _gate = new();
    readonly Stack<(EventReader Reader, SchemaStamp Stamp)> _readers = [];
    int? _number = model?.Number;
    bool _isWarm;

    internal string Name { get; } = name;

    internal ModelBounds Bounds { get; } = new(model, seen, quarters);

    /// <summary>True when this is the model; one that nobody knew yet becomes it.</summary>
    internal bool Is(ModelDefinition? model)
    {
        lock (_gate) return model is null ? _number is null : (_number ??= model.Number) == model.Number;
    }

    internal EventReader Rent(ModelDefinition? model)
    {
        lock (_gate)
        {
            while (_readers.TryPop(out var pooled))
                if (pooled.Stamp == SchemaStamp.Of(model)) return pooled.Reader;
        }
        return new EventReader(new EventColumns(model, Bounds));
    }

    /// <summary>Keeps a reader for the next request, unless it knows columns the schema does not have, or lacks some.</summary>
    internal void Return(EventReader reader, ModelDefinition? model)
    {
        reader.TakeBack();
        reader.Clear(keepBuffers: false);
        if (model is null || !reader.Columns.IsSettled || reader.Columns.KnownCount != model.Schema.Columns.Columns.Length) return;
        bool isFirst;
        lock (_gate)
        {
            if (_readers.Count == MostReaders) return;
            isFirst = _readers.Count == 0 && !_isWarm;
            _isWarm = true;
            _readers.Push((reader, SchemaStamp.Of(model)));
        }
        if (isFirst) warmed(this);
    }

    /// <summary>Others need the room: the next request begins with a new reader.</summary>
    internal void Cool()
    {
        lock (_gate)
        {
            _readers.Clear();
            _isWarm = false;
        }
    }

    readonly record struct SchemaStamp(int Model, int Revision, bool IsConfirmed)
    {
        internal static SchemaStamp Of(ModelDefinition? model) =>
            model is null ? default : new SchemaStamp(model.Number, model.Schema.Number, model.IsConfirmed);
    }
}
