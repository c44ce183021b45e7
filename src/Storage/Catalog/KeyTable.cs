using System.Collections.Immutable;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Hashes of keys. All of them are in memory: every request shows one.</summary>
sealed class KeyTable
{
    readonly SqliteStore _store;
    readonly CatalogLimits _limits;
    volatile Kept<ApiKey> _now;
    volatile ImmutableDictionary<string, ApiKey> _byHash;

    public KeyTable(SqliteStore store, CatalogLimits limits)
    {
        (_store, _limits) = (store, limits);
        var keys = store.Read(session => session.Query("SELECT number, name, hash, scope, model, created_at FROM api_keys", r =>
        {
            var (number, scope) = (r.GetInt64(0), r.GetString(3));
            return new ApiKey(number, r.GetString(1), r.GetString(2),
                Columns.Content(store.Path, "api_keys", number, () => CatalogJson.Named<KeyScope>(scope)),
                r.IsDBNull(4) ? null : r.GetInt32(4), Micros.Moment(r.GetInt64(5)));
        }));
        _now = Kept<ApiKey>.Of(keys.Select(k => KeyValuePair.Create(k.Number, k)));
        _byHash = keys.ToImmutableDictionary(k => k.Hash, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<ApiKey> All => _now.All;

    public ApiKey? Find(string hash) => _byHash.GetValueOrDefault(hash);

    public ApiKey Add(ApiKey key)
    {
        if (key.Hash.Length != 64 || !key.Hash.All(char.IsAsciiHexDigit))
            throw new ArgumentException("A key is kept by its SHA-256 in 64 hexadecimal digits only.", nameof(key));
        Columns.RequireLength(key.Name, 200, "The name of a key");
        return _store.Write(session =>
        {
            if (_now.Count >= _limits.Keys)
                throw new StorageException(StorageFailure.Limit,
                    $"There are {_now.Count} keys; at most {_limits.Keys} are kept. Delete one.");
            if (Find(key.Hash) is not null) throw new StorageException(StorageFailure.Conflict, "This key is known already.");
            session.Execute("INSERT INTO api_keys (name, hash, scope, model, created_at) VALUES ($1, $2, $3, $4, $5)", key.Name,
                key.Hash.ToLowerInvariant(), CatalogJson.Name(key.Scope), key.Model, Micros.Of(key.CreatedAt));
            return key with { Number = session.LastRowId, Hash = key.Hash.ToLowerInvariant() };
        }, added => Show(_now.With(added.Number, added)));
    }

    public void Delete(long number) => _store.Write(session =>
    {
        session.Execute("DELETE FROM answers WHERE api_key = $1", number);
        return session.Execute("DELETE FROM api_keys WHERE number = $1", number);
    }, _ => Show(_now.Without(k => k.Number == number)));

    /// <summary>A model is gone with its keys; told within the transaction's lock.</summary>
    public void Forget(int model) => Show(_now.Without(k => k.Model == model));

    void Show(Kept<ApiKey> keys)
    {
        _now = keys;
        _byHash = keys.All.ToImmutableDictionary(k => k.Hash, StringComparer.OrdinalIgnoreCase);
    }
}
