using System.Text;

namespace Plumbline.Datasets.Types;

/// <summary>What the first rows of a text column look like.</summary>
/// <param name="Storage">How to read it.</param>
/// <param name="Order">Order of dates that end in the year.</param>
/// <param name="IsDateOrderGuessed">True when nothing in the sample tells that order.</param>
/// <param name="IsClean">True when the sample holds nothing but numbers and empty cells, so that the fast reading is worth trying.</param>
/// <param name="HasHugeIntegers">True when all numbers are integers and some lie beyond 2^53, where doubles are no longer exact.</param>
/// <param name="HasDecimalComma">True when numbers are written like <c>3,14</c>.</param>
readonly record struct SampleType(Storage Storage, DateOrder Order = DateOrder.MonthFirst, bool IsDateOrderGuessed = false,
    bool IsClean = false,
    bool HasDecimalComma = false, bool HasHugeIntegers = false)
{
    /// <summary>Share of the present values that must be of a type for the column to be read as that type; the rest is
    /// unreadable.</summary>
    internal const double NeededShare = .9;

    /// <summary>Judges the texts of a column. A column without values is tried as numbers.</summary>
    internal static SampleType Of(IEnumerable<string> texts, MissingTokens missing)
    {
        int present = 0, empty = 0, numbers = 0, commas = 0, times = 0, vectors = 0, spelled = 0, ambiguous = 0, integers = 0, huge = 0;
        bool dayFirst = false, monthFirst = false, dots = false;
        foreach (string text in texts)
        {
            string trimmed = text.Trim();
            if (trimmed.Length == 0) empty++;
            else if (missing.IsMissing(trimmed)) spelled++;
            else
            {
                present++;
                byte[] utf8 = Encoding.UTF8.GetBytes(trimmed);
                NumberKind kind = NumberText.Kind(utf8);
                if (kind is NumberKind.Integer or NumberKind.HugeInteger) integers++;
                if (kind == NumberKind.HugeInteger) huge++;
                if (kind != NumberKind.None) numbers++;
                else if (HasCommaNumber(trimmed)) commas++;
                else if (utf8[0] == '[' && utf8[^1] == ']' && VectorText.TryCount(utf8, out _)) vectors++;
                else if (IsTime(utf8)) times++;
                if (!TimestampText.EndsInYear(utf8, out int first, out int second, out bool slash)) continue;
                ambiguous++;
                dots |= !slash;
                dayFirst |= first > 12;
                monthFirst |= second > 12;
            }
        }
        double needed = present * NeededShare;
        if (present == 0) return new SampleType(Storage.Number, IsClean: spelled == 0);
        if (numbers >= needed) return new SampleType(Storage.Number, IsClean: numbers == present && spelled == 0, HasHugeIntegers: huge > 0
            && integers == numbers);
        if (numbers + commas >= needed) return new SampleType(Storage.Number, HasDecimalComma: true);
        if (vectors >= needed) return new SampleType(Storage.Vector);
        if (times < needed) return new SampleType(Storage.Text);
        DateOrder order = dayFirst || (dots && !monthFirst) ? DateOrder.DayFirst : DateOrder.MonthFirst;
        return new SampleType(Storage.Time, order, ambiguous > 0 && !dayFirst && !monthFirst && !dots);
    }

    static bool IsTime(byte[] utf8) =>
        TimestampText.TryParse(utf8, DateOrder.MonthFirst, out _, out _) || TimestampText.TryParse(utf8, DateOrder.DayFirst, out _, out _);

    static bool HasCommaNumber(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 && text.IndexOf(',', comma + 1) < 0 && !text.Contains('.')
            && NumberText.TryParse(Encoding.UTF8.GetBytes(text.Replace(',', '.')), out _);
    }
}
