using Plumbline.Engine.Columns;
using Plumbline.Engine.Quality;

namespace Plumbline.Engine.Segments;

/// <summary>Groups rows by category text, the largest by rows of both sides; the rest is one group. Texts of the same number are one group,
/// called as most of its rows are.</summary>
static class CategoryGroups
{
    sealed class Group(string spelling)
    {
        long _spelled;

        public string Spelling { get; private set; } = spelling;

        public long Rows { get; private set; }

        public void Add(string spelling, long rows)
        {
            Rows += rows;
            if (rows > _spelled) (Spelling, _spelled) = (spelling, rows);
        }
    }

    internal static RowGroups From(string column, ColumnSlice? reference, ColumnSlice? current, int largest, int fewestRows)
    {
        var found = new Dictionary<string, Group>(StringComparer.Ordinal);
        long missing = Tally(reference, found) + Tally(current, found);
        var named = found.Where(c => c.Value.Rows >= fewestRows).OrderByDescending(c => c.Value.Rows)
            .ThenBy(c => c.Key, StringComparer.Ordinal).Take(largest).ToList();
        var codes = named.Select((g, k) => (g.Key, k)).ToDictionary(p => p.Key, p => p.k, StringComparer.Ordinal);
        var labels = named.Select(g => g.Value.Spelling).ToList();
        int other = labels.Count;
        if (found.Count > labels.Count) labels.Add(RowGroups.OtherLabel);
        int absent = labels.Count;
        if (missing > 0 || labels.Count == 0) labels.Add(RowGroups.MissingLabel);
        return new RowGroups
        {
            Column = column,
            Labels = labels,
            Reference = Assign(reference, codes, other, absent),
            Current = Assign(current, codes, other, absent),
        };
    }

    // Rows without a value; those with one are added to their groups.
    static long Tally(ColumnSlice? slice, Dictionary<string, Group> found)
    {
        switch (slice)
        {
            case CategoricalSlice categorical:
                var byCode = new long[categorical.Categories.Count];
                foreach (int code in categorical.Codes.Span)
                    if (code >= 0) byCode[code]++;
                for (int code = 0; code < byCode.Length; code++) Add(found, categorical.Categories[code], byCode[code]);
                return slice.Length - byCode.Sum();
            case NumericSlice numeric:
                var byValue = new Dictionary<double, long>();
                foreach (double value in numeric.Values.Span)
                    if (!double.IsNaN(value)) byValue[value] = byValue.GetValueOrDefault(value) + 1;
                foreach (var (value, rows) in byValue) Add(found, LabelText.Of(value), rows);
                return slice.Length - byValue.Values.Sum();
            case null:
                return 0;
            default:
                return slice.Length;
        }
    }

    static void Add(Dictionary<string, Group> found, string spelling, long rows)
    {
        if (rows == 0) return;
        string text = LabelText.Of(spelling);
        if (!found.TryGetValue(text, out var group)) found[text] = group = new Group(spelling);
        group.Add(spelling, rows);
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
