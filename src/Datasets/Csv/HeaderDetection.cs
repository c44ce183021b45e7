using System.Text;
using Plumbline.Datasets.Types;

namespace Plumbline.Datasets.Csv;

/// <summary>Decides whether the first record names the columns.</summary>
static class HeaderDetection
{
    const double TypedShare = .9;

    /// <summary>A first record holds names when no cell of it is a value where the column has values: numbers, times, booleans. Where all
    /// columns are text it holds names when its cells are distinct, filled, and do not come again below.</summary>
    internal static bool IsHeader(List<string[]> records, MissingTokens missing)
    {
        string[] first = records[0];
        if (first.Any(IsTyped)) return false;
        if (records.Count == 1) return true;
        List<string[]> rest = records[1..];
        bool differs = Enumerable.Range(0, first.Length).Any(i => first[i].Trim().Length > 0 && IsTypedColumn(rest, i, missing));
        if (differs) return true;
        bool distinct = first.Distinct(StringComparer.Ordinal).Count() == first.Length && first.All(f => f.Trim().Length > 0);
        return distinct && !Enumerable.Range(0, first.Length).Any(i => rest.Any(r => i < r.Length && r[i] == first[i]));
    }

    static bool IsTypedColumn(List<string[]> rest, int column, MissingTokens missing)
    {
        string[] present = [.. rest.Where(r => column < r.Length && !missing.IsMissing(r[column].Trim())).Select(r => r[column])];
        return present.Length > 0 && present.Count(IsTyped) >= present.Length * TypedShare;
    }

    static bool IsTyped(string text)
    {
        string trimmed = text.Trim();
        byte[] utf8 = Encoding.UTF8.GetBytes(trimmed);
        return NumberText.TryParse(utf8, out _) || TimestampText.TryParse(utf8, DateOrder.DayFirst, out _, out _)
            || TimestampText.TryParse(utf8, DateOrder.MonthFirst, out _, out _) || BooleanText.IsBoolean(trimmed);
    }
}
