using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Plumbline.Engine.Messages;

/// <summary>The sentences of an assembly: every embedded <c>AREA.messages.LANGUAGE.json</c>, a flat map from key to template with
/// <c>{name}</c> placeholders. A catalog may fall back on another.</summary>
public sealed class MessageCatalog
{
    readonly Dictionary<string, string>[] _templates;
    readonly MessageCatalog? _fallback;

    MessageCatalog(Dictionary<string, string>[] templates, MessageCatalog? fallback) => (_templates, _fallback) = (templates, fallback);

    /// <summary>The engine's own sentences.</summary>
    public static MessageCatalog Engine { get; } = Load(typeof(MessageCatalog).Assembly, null);

    /// <summary>Reads the sentences embedded in an assembly.</summary>
    /// <param name="assembly">Holds the message files as resources.</param>
    /// <param name="fallback">Asked for keys that are not here.</param>
    /// <exception cref="InvalidDataException">A key is given twice.</exception>
    public static MessageCatalog Load(Assembly assembly, MessageCatalog? fallback)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Language[] languages = Enum.GetValues<Language>();
        return new MessageCatalog([.. languages.Select(l => ReadAll(assembly, $".messages.{l.Tag()}.json"))], fallback);
    }

    /// <summary>Every key of a language, without those of the fallback.</summary>
    public IReadOnlyCollection<string> Keys(Language language) => _templates[(int)language].Keys;

    /// <summary>The template of a key.</summary>
    /// <exception cref="KeyNotFoundException">No message file has the key.</exception>
    public string Template(string key, Language language) =>
        _templates[(int)language].TryGetValue(key, out var template) ? template
        : _fallback is not null ? _fallback.Template(key, language)
        : throw new KeyNotFoundException($"No {language.Tag()} message '{key}': add it to a *.messages.{language.Tag()}.json file.");

    /// <summary>The message as a sentence. An argument's text is inserted as it is; what writes markup encodes afterwards.</summary>
    public string Format(Message message, Language language)
    {
        ArgumentNullException.ThrowIfNull(message);
        string template = Template(message.Key, language);
        var text = new StringBuilder(template.Length + 64);
        for (int at = 0; at < template.Length;)
        {
            int open = template.IndexOf('{', at);
            int close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0) return text.Append(template, at, template.Length - at).ToString();
            text.Append(template, at, open - at);
            string name = template[(open + 1)..close];
            text.Append(message.Arguments.GetValueOrDefault(name, template[open..(close + 1)]));
            at = close + 1;
        }
        return text.ToString();
    }

    static Dictionary<string, string> ReadAll(Assembly assembly, string ending)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(ending, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            using JsonDocument document = JsonDocument.Parse(stream);
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
                if (!all.TryAdd(entry.Name, entry.Value.GetString() ?? ""))
                    throw new InvalidDataException($"Message '{entry.Name}' of {resource} is already defined.");
        }
        return all;
    }
}
