namespace Plumbline.Cli.CommandLine;

/// <summary>Finds the word somebody meant.</summary>
static class Suggestions
{
    /// <summary>The candidate nearest to a mistyped word, or null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(c => (Candidate: c, Distance: Distance(Plain(word), Plain(c))))
            .OrderBy(c => c.Distance).ThenBy(c => c.Candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best.Candidate is null) return null;
        int tolerated = Math.Max(1, Math.Min(3, Plain(word).Length / 3));
        if (best.Distance <= tolerated) return best.Candidate;
        return word.Length < 3 ? null
            : candidates.Where(c => Plain(c).StartsWith(Plain(word), StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .FirstOrDefault();
    }

    /// <summary><c> Did you mean 'x'?</c>, or nothing.</summary>
    public static string DidYouMean(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    static string Plain(string word) => word.Trim('-').Replace('_', '-').ToLowerInvariant();

    // Edits needed to turn one word into the other; two neighbours changing places is one edit.
    static int Distance(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) edits[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) edits[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(replaced, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        return edits[a.Length, b.Length];
    }
}
