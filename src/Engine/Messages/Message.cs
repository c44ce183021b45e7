using System.Collections.Immutable;

namespace Plumbline.Engine.Messages;

/// <summary>A sentence for people, kept as key and arguments until the language is known.</summary>
/// <param name="Key">Key in the message files, such as <c>drift.missing_moved</c>.</param>
/// <param name="Arguments">Named arguments, already formatted as text (culture-invariant).</param>
public sealed record Message(string Key, ImmutableSortedDictionary<string, string> Arguments)
{
    /// <summary>Makes a message from a key and named arguments.</summary>
    public static Message Of(string key, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var named = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments) named[name] = value;
        return new Message(key, named.ToImmutable());
    }

    public bool Equals(Message? other) => other is not null && Key == other.Key && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Key.Length, Arguments.Count);

    /// <summary>The English sentence.</summary>
    public override string ToString() => MessageCatalog.Engine.Format(this, Language.English);
}
