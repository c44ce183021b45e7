using System.Buffers.Text;
using System.Security.Cryptography;

namespace Plumbline.Server.Security;

/// <summary>Codes of one-time login links: each works once, within <see cref="Lifetime"/>, in this process only.</summary>
public sealed class LoginCodes(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    const int Most = 20;

    readonly Lock _gate = new();
    readonly List<Code> _codes = [];

    /// <summary>A new code for a session of a key.</summary>
    public string New(long key)
    {
        string code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        lock (_gate)
        {
            Prune();
            if (_codes.Count >= Most) _codes.RemoveAt(0);
            _codes.Add(new Code(KeyText.Hash(code), key, time.GetUtcNow() + Lifetime));
        }
        return code;
    }

    /// <summary>The key a code was made for; null when there is no such code (any more).</summary>
    public long? Redeem(string code)
    {
        byte[] hash = KeyText.Hash(code);
        lock (_gate)
        {
            Prune();
            int at = _codes.FindIndex(c => CryptographicOperations.FixedTimeEquals(c.Hash, hash));
            if (at < 0) return null;
            long key = _codes[at].Key;
            _codes.RemoveAt(at);
            return key;
        }
    }

    void Prune() => _codes.RemoveAll(c => c.ExpiresAt <= time.GetUtcNow());

    sealed record Code(byte[] Hash, long Key, DateTimeOffset ExpiresAt);
}
