namespace Plumbline.Datasets.Files;

/// <summary>Finds what a mistyped name may have meant.</summary>
static class NearestName
{
    /// <summary>A sentence to append, such as <c> Did you mean 'age'?</c>, or nothing.</summary>
    internal static string Hint(string name, IEnumerable<string> known)
    {
        string? best = Of(name, known);
        return best is null ? "" : $" Did you mean '{best}'?";
    }

    /// <summary>The known name that is nearest, if it is near: the same but for case, or at most a third of the letters differ.</summary>
    internal static string? Of(string name, IEnumerable<string> known)
    {
        string[] all = [.. known.Take(10_000)];
        string? same = Array.Find(all, k => string.Equals(k, name, StringComparison.OrdinalIgnoreCase));
        if (same is not null) return same;
        (string Name, int Distance)[] near = [.. all.Select(k => (k, Distance(k, name))).OrderBy(k => k.Item2).Take(1)];
        return near.Length > 0 && near[0].Distance <= Math.Max(1, name.Length / 3) ? near[0].Name : null;
    }

    /// <summary>Levenshtein distance, ignoring case.</summary>
    static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }
        return row[b.Length];
    }
}
