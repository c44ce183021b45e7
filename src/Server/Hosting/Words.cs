using System.Text.Json;

namespace Plumbline.Server.Hosting;

/// <summary>The words of enums in the HTTP contract: snake_case.</summary>
public static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.ByValue[value];

    /// <summary>The value of a word; null when there is no such word.</summary>
    public static T? Parse<T>(string word)
        where T : struct, Enum => Table<T>.ByWord.TryGetValue(word, out T value) ? value : null;

    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Table<T>.ByWord.Keys);

    static class Table<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));
        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
    }
}
