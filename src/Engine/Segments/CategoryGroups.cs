using Plumbline.Engine.Columns;
using Plumbline.Engine.Quality;

namespace Plumbline.Engine.Segments;

/// <summary>Groups rows by category text, the largest by rows of both sides; the rest is one group.</summary>
static class CategoryGroups
{
    internal static RowGroups From(string column, ColumnSlice? reference, ColumnSlice? current, int largest, int fewestRows)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        long[] missing = [0];
        Tally(reference, counts, missing);
        Tally(current, counts, missing);
        var labels = counts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Where(c => c.Value >= fewestRows).Take(largest).Select(c => c.Key).ToList();
        int distinct = counts.Count(c => c.Value > 0);
        var codes = labels.Select((l, k) => (l, k)).ToDictionary(p => p.l, p => p.k, StringComparer.Ordinal);
        int other = labels.Count;
        if (distinct > labels.Count) labels.Add(RowGroups.OtherLabel);
        int absent = labels.Count;
        if (missing[0] > 0 || labels.Count == 0) labels.Add(RowGroups.MissingLabel);
        return new RowGroups
        {
            Column = column,
            Labels = labels,
            Reference = Assign(reference, codes, other, absent),
            Current = Assign(current, codes, other, absent),
        };
    }

    static void Tally(ColumnSlice? slice, Dictionary<string, long> counts, long[] missing)
    {
        switch (slice)
        {
            case CategoricalSlice categorical:
                var byCode = new long[categorical.Categories.Count];
                foreach (int code in categorical.Codes.Span)
                    if (code < 0) missing[0]++;
                    else byCode[code]++;
                for (int code = 0; code < byCode.Length; code++)
                {
                    if (byCode[code] == 0) continue;
                    string text = LabelText.Of(categorical.Categories[code]);
                    counts[text] = counts.GetValueOrDefault(text) + byCode[code];
                }
                break;
            case NumericSlice numeric:
                var byValue = new Dictionary<double, long>();
                foreach (double value in numeric.Values.Span)
                {
                    if (double.IsNaN(value)) missing[0]++;
                    else byValue[value] = byValue.GetValueOrDefault(value) + 1;
                }
                foreach (var (value, count) in byValue) counts[LabelText.Of(value)] = counts.GetValueOrDefault(LabelText.Of(value)) + count;
                break;
            case null:
                break;
            default:
                missing[0] += slice.Length;
                break;
        }
    }

    static short[] Assign(ColumnSlice? slice, Dictionary<string, int> codes, int other, int absent)
    {
        short Code(string text) => (short)codes.GetValueOrDefault(LabelText.Of(text), other);
        var groups = new short[slice?.Length ?? 0];
        if (slice is CategoricalSlice categorical)
        {
            const short unasked = -1;
            var known = new short[categorical.Categories.Count];
            Array.Fill(known, unasked);
            var given = categorical.Codes.Span;
            for (int i = 0; i < groups.Length; i++)
            {
                if (given[i] < 0) groups[i] = (short)absent;
                else groups[i] = known[given[i]] == unasked ? known[given[i]] = Code(categorical.Categories[given[i]]) : known[given[i]];
            }
        }
        else if (slice is NumericSlice numeric)
        {
            var values = numeric.Values.Span;
            var known = new Dictionary<double, short>();
            for (int i = 0; i < groups.Length; i++)
            {
                if (double.IsNaN(values[i])) groups[i] = (short)absent;
                else if (known.TryGetValue(values[i], out short code)) groups[i] = code;
                else groups[i] = known[values[i]] = Code(LabelText.Of(values[i]));
            }
        }
        else
        {
            Array.Fill(groups, (short)absent);
        }
        return groups;
    }
}
