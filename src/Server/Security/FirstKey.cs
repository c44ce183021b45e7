using Plumbline.Engine.Storage;

namespace Plumbline.Server.Security;

/// <summary>Makes the first admin key, or another one when asked to.</summary>
public sealed class FirstKey(KeyRing keys, LoginCodes codes)
{
    const string Name = "first admin key";

    /// <summary>A new admin key with the code of its one-time link; null when there is an admin key and no other is wanted.</summary>
    public FirstKeyShown? Make(bool another)
    {
        if (!another && keys.Keys.Any(k => k is { Scope: KeyScope.Admin, Model: null })) return null;
        (string secret, ApiKey key) = keys.Add(Name, KeyScope.Admin, null);
        return new FirstKeyShown(secret, codes.New(key.Number));
    }
}

/// <summary>Secrets to be shown once, never logged.</summary>
public sealed record FirstKeyShown(string Key, string LoginCode)
{
    /// <summary>Without the secrets, should it ever be written somewhere.</summary>
    public override string ToString() => nameof(FirstKeyShown);
}
