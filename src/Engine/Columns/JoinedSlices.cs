using System.Collections.Immutable;
using System.Diagnostics;

namespace Plumbline.Engine.Columns;

/// <summary>One slice of several stretches of rows of one column, one behind the other.</summary>
static class JoinedSlices
{
    /// <summary>The rows of all parts in their order.</summary>
    /// <param name="parts">Of one column, at least one: all of numbers or all of categories.</param>
    public static ColumnSlice Of(IReadOnlyList<ColumnSlice> parts) => parts switch
    {
        [var only] => only,
        [NumericSlice, ..] => Numbers([.. parts.Cast<NumericSlice>()]),
        [CategoricalSlice, ..] => Categories([.. parts.Cast<CategoricalSlice>()]),
        _ => throw new UnreachableException("Only numbers and categories are joined."),
    };

    static NumericSlice Numbers(NumericSlice[] parts)
    {
        double[] values = new double[parts.Sum(p => p.Length)];
        int at = 0;
        foreach (var part in parts)
        {
            part.Values.CopyTo(values.AsMemory(at));
            at += part.Length;
        }
        return new NumericSlice(parts[0].Column, values, Missing(parts), Unreadable(parts));
    }

    static CategoricalSlice Categories(CategoricalSlice[] parts)
    {
        int[] codes = new int[parts.Sum(p => p.Length)];
        var names = new List<string>();
        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        int at = 0;
        foreach (var part in parts)
        {
            int[] own = new int[part.Categories.Count];
            for (int i = 0; i < own.Length; i++)
            {
                string name = part.Categories[i];
                if (!codeOf.TryGetValue(name, out own[i]))
                {
                    codeOf[name] = own[i] = names.Count;
                    names.Add(name);
                }
            }
            foreach (int code in part.Codes.Span) codes[at++] = code < 0 ? -1 : own[code];
        }
        return new CategoricalSlice(parts[0].Column, codes, names, Missing(parts), Unreadable(parts));
    }

    static MissingValues Missing(IEnumerable<ColumnSlice> parts) => new(parts.SelectMany(p => p.Missing.BySpelling)
        .GroupBy(s => s.Key, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(g => g.Key, g => g.Sum(s => s.Value), StringComparer.Ordinal));

    static UnreadableValues Unreadable(IEnumerable<ColumnSlice> parts)
    {
        var all = parts.Select(p => p.Unreadable).Where(u => u.Count > 0).ToList();
        return all.Count == 0 ? UnreadableValues.None : all[0] with { Count = all.Sum(u => u.Count) };
    }
}
