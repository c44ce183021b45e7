using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Quality;

/// <summary>The distinct labels of a column and their rows, by compared text.</summary>
sealed class LabelCensus
{
    /// <summary>More distinct numbers than this are not counted one by one.</summary>
    internal const int MostDistinct = 1_000;

    /// <summary>A numeric column with at most this many whole values may be class codes.</summary>
    internal const int FewValues = 20;

    readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, long> Counts => _counts;

    internal bool TooMany { get; private set; }

    /// <summary>All columns counted hold numbers.</summary>
    internal bool IsNumeric { get; private set; }

    internal bool AllWhole { get; private set; } = true;

    internal int Distinct => _counts.Count;

    /// <summary>Whole numbers, few of them: class codes rather than quantities.</summary>
    internal bool LooksLikeCodes => !TooMany && AllWhole && Distinct <= FewValues;

    internal static LabelCensus Of(params ReadOnlySpan<ColumnSlice?> slices)
    {
        var census = new LabelCensus { IsNumeric = true };
        foreach (ColumnSlice? slice in slices)
        {
            if (slice is NumericSlice numeric) census.Add(numeric);
            else if (slice is CategoricalSlice categorical) census.Add(categorical);
        }
        if (census.Distinct == 0) census.IsNumeric = false;
        return census;
    }

    void Add(NumericSlice slice)
    {
        var seen = new Dictionary<double, long>();
        foreach (double value in slice.Values.Span)
        {
            if (!double.IsFinite(value)) continue;
            if (seen.TryGetValue(value, out long count)) seen[value] = count + 1;
            else if (seen.Count < MostDistinct) seen[value] = 1;
            else TooMany = true;
            if (value != Math.Floor(value)) AllWhole = false;
            if (TooMany && !AllWhole) break;
        }
        foreach (var (value, count) in seen) Add(LabelText.Of(value), count);
    }

    void Add(CategoricalSlice slice)
    {
        IsNumeric = false;
        AllWhole = false;
        if (slice.Categories.Count > MostDistinct)
        {
            TooMany = true;
            return;
        }
        var counts = new long[slice.Categories.Count];
        foreach (int code in slice.Codes.Span)
            if (code >= 0) counts[code]++;
        for (int code = 0; code < counts.Length; code++)
            if (counts[code] > 0) Add(LabelText.Of(slice.Categories[code]), counts[code]);
    }

    void Add(string label, long count) => _counts[label] = _counts.GetValueOrDefault(label) + count;
}
