using System.Globalization;
using System.Text;

namespace Plumbline.Server.Monitors;

/// <summary>Writes text as one YAML scalar that reads back as the same text.</summary>
public static class YamlScalar
{
    static readonly string[] s_words = ["null", "true", "false", "yes", "no", "on", "off"];

    public static string Write(string text) => IsPlain(text) ? text : Quote(text);

    static bool IsPlain(string text) => text.Length > 0 && char.IsAsciiLetter(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/')
        && !s_words.Contains(text, StringComparer.OrdinalIgnoreCase);

    static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
