using System.Collections.Immutable;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Models. All of them are in memory: they are asked for with every request.</summary>
sealed class ModelTable
{
    readonly SqliteStore _store;
    readonly CatalogLimits _limits;
    volatile Snapshot _now;

    public ModelTable(SqliteStore store, CatalogLimits limits)
    {
        (_store, _limits) = (store, limits);
        var rows = store.Read(session =>
            session.Query("SELECT number, body FROM models", r => (Number: r.GetInt64(0), Body: r.GetString(1))));
        _now = Snapshot.Of(rows.Select(r => Columns.Content(store.Path, "models", r.Number, () => Read(r.Number, r.Body))));
    }

    public IReadOnlyList<ModelDefinition> All => _now.Models.All;

    public ModelDefinition? Find(string name) => _now.ByName.GetValueOrDefault(name);

    public ModelDefinition? Find(int number) => _now.Models.Find(number);

    public ModelDefinition Add(ModelDefinition model)
    {
        string body = Body(model);
        return _store.Write(session =>
        {
            if (_now.Models.Count >= _limits.Models)
                throw new StorageException(StorageFailure.Limit,
                    $"There are {_now.Models.Count} models; at most {_limits.Models} are kept. Delete one.");
            RequireFreeName(model.Name);
            session.Execute("INSERT INTO models (name, body) VALUES ($1, $2)", model.Name, body);
            return model with { Number = checked((int)session.LastRowId) };
        }, added => _now = _now.With(added));
    }

    public bool Update(ModelDefinition before, ModelDefinition after)
    {
        if (before.Number != after.Number) throw new ArgumentException("A model keeps its number.", nameof(after));
        string expected = Body(before), body = Body(after);
        return _store.Write(session =>
        {
            if (Find(before.Number) is not { } present || Body(present) != expected) return false;
            RequireGrowth(present, after);
            if (after.Name != present.Name) RequireFreeName(after.Name);
            session.Execute("UPDATE models SET name = $1, body = $2 WHERE number = $3", after.Name, body, after.Number);
            return true;
        }, isDone =>
        {
            if (isDone) _now = _now.Without(after.Number).With(after);
        });
    }

    /// <summary>A model is gone; told within the transaction's lock.</summary>
    public void Forget(int number) => _now = _now.Without(number);

    internal static ModelDefinition Read(long number, string body) =>
        CatalogJson.Read(body, CatalogJsonContext.Default.ModelDefinition) with { Number = checked((int)number) };

    string Body(ModelDefinition model)
    {
        string body = CatalogJson.Write(model with { Number = 0 }, CatalogJsonContext.Default.ModelDefinition);
        Columns.RequireLength(body, _limits.TextLength, $"The model '{model.Name}'");
        return body;
    }

    void RequireFreeName(string name)
    {
        if (_now.ByName.ContainsKey(name))
            throw new StorageException(StorageFailure.Conflict, $"There is a model named '{name}' already. Choose another name.");
    }

    static void RequireGrowth(ModelDefinition before, ModelDefinition after)
    {
        var kept = after.Revisions.Take(before.Revisions.Length).Select(r => (r.Number, r.Since));
        bool isGrown = before.Revisions.Select(r => (r.Number, r.Since)).SequenceEqual(kept);
        if (!isGrown) throw new ArgumentException("The revisions of a model's columns may only grow.", nameof(after));
    }

    sealed record Snapshot(Kept<ModelDefinition> Models, ImmutableDictionary<string, ModelDefinition> ByName)
    {
        public static Snapshot Of(IEnumerable<ModelDefinition> models)
        {
            ModelDefinition[] all = [.. models];
            return new Snapshot(Kept<ModelDefinition>.Of(all.Select(m => KeyValuePair.Create((long)m.Number, m))),
                all.ToImmutableDictionary(m => m.Name, StringComparer.Ordinal));
        }

        public Snapshot With(ModelDefinition model) => new(Models.With(model.Number, model), ByName.SetItem(model.Name, model));

        public Snapshot Without(int number) =>
            Models.Find(number) is not { } gone ? this : new(Models.Without(m => m.Number == number), ByName.Remove(gone.Name));
    }
}
