using System.Collections.Immutable;
using System.Security.Cryptography;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Security;

/// <summary>The keys of the catalog at hand in memory, so that a request costs no query. All changes go through here.</summary>
public sealed class KeyRing
{
    readonly IKeyCatalog _catalog;
    readonly TimeProvider _time;
    readonly Lock _gate = new();
    volatile Ring _ring;

    public KeyRing(ICatalog catalog, TimeProvider time)
    {
        (_catalog, _time) = (catalog, time);
        _ring = Load();
    }

    public IReadOnlyList<ApiKey> Keys => _ring.Keys;

    public ApiKey? Find(long number) => _ring.Keys.FirstOrDefault(k => k.Number == number);

    /// <summary>The key of a secret. Takes as long for a secret that is nearly right as for one that is not.</summary>
    public ApiKey? Find(string secret)
    {
        byte[] hash = KeyText.Hash(secret);
        Ring ring = _ring;
        int found = -1;
        for (int i = 0; i < ring.Hashes.Length; i++)
            if (CryptographicOperations.FixedTimeEquals(ring.Hashes[i], hash)) found = i;
        return found < 0 || !KeyText.LooksRight(secret) ? null : ring.Keys[found];
    }

    /// <summary>Makes a key; the secret is returned once and kept nowhere.</summary>
    public (string Secret, ApiKey Key) Add(string name, KeyScope scope, int? model)
    {
        string secret = KeyText.New();
        string hash = Convert.ToHexStringLower(KeyText.Hash(secret));
        lock (_gate)
        {
            ApiKey key = _catalog.AddKey(new ApiKey(0, name, hash, scope, model, _time.GetUtcNow()));
            _ring = Load();
            return (secret, key);
        }
    }

    public void Delete(long number)
    {
        lock (_gate)
        {
            _catalog.DeleteKey(number);
            _ring = Load();
        }
    }

    Ring Load()
    {
        ImmutableArray<ApiKey> keys = [.. _catalog.Keys()];
        return new Ring(keys, [.. keys.Select(k => Convert.FromHexString(k.Hash))]);
    }

    sealed record Ring(ImmutableArray<ApiKey> Keys, ImmutableArray<byte[]> Hashes);
}
