using System.IO.Enumeration;

namespace Plumbline.Engine.Suites;

/// <summary>Names with <c>*</c> and <c>?</c>.</summary>
static class Glob
{
    public static bool IsPattern(string name) => name.AsSpan().ContainsAny('*', '?');

    /// <summary>The item of exactly that name, else those a pattern matches, in order.</summary>
    public static IReadOnlyList<T> Pick<T>(IReadOnlyList<T> items, string pattern, Func<T, string> name)
    {
        T[] literal = [.. items.Where(i => name(i) == pattern)];
        return literal.Length > 0 || !IsPattern(pattern) ? literal
            : [.. items.Where(i => FileSystemName.MatchesSimpleExpression(Escape(pattern), name(i), ignoreCase: false))];
    }

    /// <summary>A backslash is an ordinary character here.</summary>
    static string Escape(string pattern) => pattern.Replace(@"\", @"\\", StringComparison.Ordinal);
}
