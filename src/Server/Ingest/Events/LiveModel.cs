using Plumbline.Engine.Models;
using Plumbline.Server.Ingest.Columns;

namespace Plumbline.Server.Ingest.Events;

/// <summary>What the requests to one model share: what is counted, and readers that already know its texts.</summary>
sealed class LiveModel(string name)
{
    const int MostReaders = 4;

    readonly Lock _gate = new();
    readonly Stack<(EventReader Reader, SchemaStamp Stamp)> _readers = [];

    internal string Name { get; } = name;

    internal ModelBounds Bounds { get; } = new();

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
        lock (_gate)
        {
            if (_readers.Count < MostReaders) _readers.Push((reader, SchemaStamp.Of(model)));
        }
    }

    readonly record struct SchemaStamp(int Model, int Revision, bool IsConfirmed)
    {
        internal static SchemaStamp Of(ModelDefinition? model) =>
            model is null ? default : new SchemaStamp(model.Number, model.Schema.Number, model.IsConfirmed);
    }
}
