using Plumbline.Engine.Storage;

namespace Plumbline.Server.Logs;

/// <summary>How grave a line is, from what people and libraries write.</summary>
static class LevelWords
{
    /// <summary>Where a level stands in a line, it stands near its beginning.</summary>
    const int LookedAt = 160;

    static readonly Dictionary<string, LineLevel> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trace"] = LineLevel.Trace,
        ["verbose"] = LineLevel.Trace,
        ["debug"] = LineLevel.Debug,
        ["info"] = LineLevel.Info,
        ["information"] = LineLevel.Info,
        ["notice"] = LineLevel.Info,
        ["warn"] = LineLevel.Warning,
        ["warning"] = LineLevel.Warning,
        ["error"] = LineLevel.Error,
        ["err"] = LineLevel.Error,
        ["severe"] = LineLevel.Error,
        ["fatal"] = LineLevel.Fatal,
        ["critical"] = LineLevel.Fatal,
        ["crit"] = LineLevel.Fatal,
        ["panic"] = LineLevel.Fatal,
        ["alert"] = LineLevel.Fatal,
        ["emerg"] = LineLevel.Fatal,
    };

    static readonly Dictionary<string, LineLevel>.AlternateLookup<ReadOnlySpan<char>> s_byText =
        s_words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The level of a word of its own; null when it is none.</summary>
    public static LineLevel? Parse(string word) => s_words.TryGetValue(word, out LineLevel level) ? level : null;

    /// <summary>The level a line shows; none where it shows none.</summary>
    /// <remarks>A level is a word in capitals, in brackets, at the beginning with a colon behind it, or behind <c>level=</c> or
    /// <c>"level":</c>. Else the word is only talked about.</remarks>
    public static LineLevel Of(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan(0, Math.Min(line.Length, LookedAt));
        if (OfGlog(text) is { } glog) return glog;
        for (int start = NextWord(text, 0); start < text.Length; start = NextWord(text, start))
        {
            int end = start;
            while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
            if (s_byText.TryGetValue(text[start..end], out LineLevel level) && IsMeant(text, start, end)) return level;
            start = end;
        }
        return IsFailure(text) ? LineLevel.Error : LineLevel.None;
    }

    static int NextWord(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && !char.IsAsciiLetter(text[from])) from++;
        return from;
    }

    static bool IsMeant(ReadOnlySpan<char> text, int start, int end)
    {
        ReadOnlySpan<char> before = text[..start].TrimEnd(" \""), behind = text[end..];
        if (before is [.., '[' or '<' or '('] && behind.TrimStart() is [']' or '>' or ')', ..]) return true;
        if (before is [.., '=' or ':'] && EndsWithLevelName(before[..^1].TrimEnd(" \""))) return true;
        if (before.Length == 0 && behind is [':', ..]) return true;
        return text[start..end].IndexOfAnyInRange('a', 'z') < 0 && (behind.Length == 0 || !char.IsLetterOrDigit(behind[0]));
    }

    static bool EndsWithLevelName(ReadOnlySpan<char> text) => text.EndsWith("level", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith("lvl", StringComparison.OrdinalIgnoreCase) || text.EndsWith("levelname", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith("severity", StringComparison.OrdinalIgnoreCase);

    // E1122 09:15:00.123456 ...
    static LineLevel? OfGlog(ReadOnlySpan<char> text)
    {
        bool isGlog = text.Length > 8 && text[5] == ' ' && text[1..5].IndexOfAnyExceptInRange('0', '9') < 0 && char.IsAsciiDigit(text[6]);
        return !isGlog ? null : text[0] switch
        {
            'I' => LineLevel.Info,
            'W' => LineLevel.Warning,
            'E' => LineLevel.Error,
            'F' => LineLevel.Fatal,
            _ => null,
        };
    }

    // Traceback (most recent call last): ... ValueError: ..., System.IO.IOException: ...
    static bool IsFailure(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("Traceback (most recent call last)") || text.StartsWith("Unhandled exception")) return true;
        int colon = text.IndexOf(':');
        ReadOnlySpan<char> head = colon < 0 ? [] : text[..colon];
        return head.IndexOf(' ') < 0 && (head.EndsWith("Error") || head.EndsWith("Exception"));
    }
}
