using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Integrity;

/// <summary>The share of current rows in categories the reference never had, each of at least ten rows. A fact; looked at from 1 % of the
/// rows, if dealing all rows to the two sides at random would not explain it.</summary>
static class UnseenCategoriesCheck
{
    const double StandardErrors = 4;
    const int NamedCategories = 5;

    public static void Run(ColumnRequest request)
    {
        if (request.Column.Type is not (ColumnType.Categorical or ColumnType.Boolean) || request.Column.Role == ColumnRole.Id
            || request.Reference.Present == 0 || request.Current.Present == 0
            || Pool(request.Reference, request.Current) is not { } pooled) return;
        var (n, m) = ((double)request.Reference.Present, (double)request.Current.Present);
        var unseen = pooled.Where(c => c.Reference == 0 && c.Current >= request.Options.UnseenRows).OrderByDescending(c => c.Current)
            .ToList();
        long rows = unseen.Sum(c => c.Current);
        double share = rows / m;
        bool broken = share > request.Options.UnseenShare && !IsChance(pooled, unseen, m / (n + m), request.Options);
        string key = unseen.Count == 0 ? "unseen_categories.none"
            : request.Options.Redact ? "unseen_categories.redacted" : "unseen_categories";
        request.Checks.Add("unseen_categories", CheckList.Current,
            new Finding(key, !broken, share, Expected.AtMost("of_rows", request.Options.UnseenShare)),
            ("share", Figures.Share(share)), ("rows", Figures.Count(rows)), ("count", Figures.Count(unseen.Count)),
            ("names", request.Options.Redact ? "" : Names(unseen)));
    }

    /// <summary>Dealt at random, a category of t rows in both sets lies in the current one alone with probability (m / (n + m))^t. So the
    /// unseen rows are chance if any category as large as the largest unseen one could well have been unseen, and the others
    /// together are no more than the mean and four standard errors.</summary>
    static bool IsChance(List<Rows> pooled, List<Rows> unseen, double currentShare, IntegrityOptions options)
    {
        long largest = unseen[0].Total;
        double mean = 0, variance = 0, anyAsLarge = 0;
        foreach (Rows category in pooled.Where(c => c.Total >= options.UnseenRows))
        {
            double total = category.Total;
            double probability = Math.Pow(currentShare, total);
            mean += total * probability;
            variance += total * total * probability * (1 - probability);
            if (total >= largest) anyAsLarge += probability;
        }
        long others = unseen.Sum(c => c.Total) - largest;
        return anyAsLarge >= options.Level && others <= mean + (StandardErrors * Math.Sqrt(variance));
    }

    static List<Rows>? Pool(ColumnSide reference, ColumnSide current) => (reference, current) switch
    {
        ({ Slice: CategoricalSlice before }, { Slice: CategoricalSlice now }) => Pool(before, now),
        ({ Slice: null, Content: ColumnContent.Categories before }, { Slice: null, Content: ColumnContent.Categories now })
            when before.On.Fingerprint == now.On.Fingerprint && now.On.KnowsRest => Pool(before, now),
        _ => null,
    };

    /// <summary>The counts of stored profiles: every category of the reference that has a cell, its others in equal parts, and the
    /// categories it never had by their names.</summary>
    static List<Rows> Pool(ColumnContent.Categories reference, ColumnContent.Categories current)
    {
        var names = current.On.Names;
        var pooled = new List<Rows>();
        for (int i = 0; i < names.Length; i++)
            if (reference.Counts[i] + current.Counts[i] > 0) pooled.Add(new Rows(names[i], reference.Counts[i], current.Counts[i]));
        int others = current.On.Rest.Length;
        for (int i = 0; i < others && reference.Other > 0; i++)
            pooled.Add(new Rows("", Math.Max(1, reference.Other / others), current.Other / others));
        foreach (string name in reference.Unseen.Keys.Union(current.Unseen.Keys, StringComparer.Ordinal))
            pooled.Add(new Rows(name, reference.Unseen.GetValueOrDefault(name), current.Unseen.GetValueOrDefault(name)));
        return pooled;
    }

    static List<Rows> Pool(CategoricalSlice reference, CategoricalSlice current)
    {
        long[] before = Count(reference), now = Count(current);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int code = 0; code < before.Length; code++) places[reference.Categories[code]] = code;
        var pooled = new List<Rows>();
        for (int code = 0; code < now.Length; code++)
        {
            bool known = places.TryGetValue(current.Categories[code], out int place);
            if (now[code] == 0) continue;
            pooled.Add(new Rows(current.Categories[code], known ? before[place] : 0, now[code]));
            if (known) before[place] = 0;
        }
        for (int code = 0; code < before.Length; code++)
            if (before[code] > 0) pooled.Add(new Rows(reference.Categories[code], before[code], 0));
        return pooled;
    }

    static long[] Count(CategoricalSlice slice)
    {
        var counts = new long[slice.Categories.Count];
        foreach (int code in slice.Codes.Span)
            if (code >= 0) counts[code]++;
        return counts;
    }

    static string Names(List<Rows> unseen) =>
        string.Join(", ", unseen.Take(NamedCategories).Select(c => c.Name)) + (unseen.Count > NamedCategories ? ", ..." : "");

    readonly record struct Rows(string Name, long Reference, long Current)
    {
        public long Total => Reference + Current;
    }
}
