using Plumbline.Datasets.Columns;

namespace Plumbline.Datasets.Types;

/// <summary>What the values of a column of the reference tell about its meaning.</summary>
readonly record struct ColumnFacts(long Present, long Unreadable, bool AllInteger, bool AllDistinct, int FewDistinct, bool AllBoolean,
    bool IsFreeText, bool IsSteady)
{
    /// <summary>Integer columns with no more distinct values than this may be categories in disguise.</summary>
    internal const int FewValues = 20;

    /// <summary>Free text: values mostly differ, and are sentences rather than names.</summary>
    const double FreeTextDistinctShare = .5;
    const double FreeTextLength = 20;
    const double FreeTextBlanks = 2;
    const int FreeTextLeastRows = 20;

    /// <summary>Share of the present values that are not of the column's type.</summary>
    internal double UnreadableShare => Present + Unreadable == 0 ? 0 : (double)Unreadable / (Present + Unreadable);

    internal static ColumnFacts Of(StoredColumn column) => column switch
    {
        NumberColumn numbers => OfNumbers(numbers),
        TextColumn texts => OfTexts(texts),
        _ => new ColumnFacts(column.Count - column.Oddities.MissingBySpelling.Values.Sum() - column.Oddities.UnreadableCount,
            column.Oddities.UnreadableCount, false, false, 0, false, false, false),
    };

    static ColumnFacts OfNumbers(NumberColumn column)
    {
        (long present, bool integer, bool rising, bool falling, double last) = (0, true, true, true, double.NaN);
        foreach (Memory<double> piece in column.Values.Pieces())
            foreach (double value in piece.Span)
            {
                if (double.IsNaN(value)) continue;
                present++;
                integer &= Math.Truncate(value) == value && !double.IsInfinity(value);
                rising &= !(value <= last);
                falling &= !(value >= last);
                last = value;
            }
        integer &= present > 0;
        bool steady = rising || falling;
        bool whole = present == column.Count;
        int few = integer ? CountUpTo(column, FewValues + 1) : 0;
        bool distinct = integer && whole && (steady || AreDistinct(column));
        return new ColumnFacts(present, column.Oddities.UnreadableCount, integer, distinct, few, false, false, steady);
    }

    static ColumnFacts OfTexts(TextColumn column)
    {
        long present = 0;
        foreach (Memory<int> piece in column.Codes.Pieces())
            foreach (int code in piece.Span) present += code >= 0 ? 1 : 0;
        int distinct = column.Categories.Length;
        double length = distinct == 0 ? 0 : column.Categories.Average(c => (double)c.Length);
        double blanks = distinct == 0 ? 0 : column.Categories.Average(c => (double)c.AsSpan().Count(' '));
        bool free = present >= FreeTextLeastRows && distinct >= present * FreeTextDistinctShare && length >= FreeTextLength
            && blanks >= FreeTextBlanks;
        bool booleans = distinct > 0 && column.Categories.All(BooleanText.IsBoolean);
        return new ColumnFacts(present, 0, false, distinct == present && present == column.Count, distinct, booleans, free, false);
    }

    static int CountUpTo(NumberColumn column, int limit)
    {
        var seen = new HashSet<double>();
        foreach (Memory<double> piece in column.Values.Pieces())
            foreach (double value in piece.Span)
                if (!double.IsNaN(value) && seen.Add(value) && seen.Count == limit) return limit;
        return seen.Count;
    }

    /// <summary>Stops at the first value that comes twice: among measurements that is soon.</summary>
    static bool AreDistinct(NumberColumn column)
    {
        var seen = new HashSet<long>();
        foreach (Memory<double> piece in column.Values.Pieces())
            foreach (double value in piece.Span)
                if (!seen.Add(BitConverter.DoubleToInt64Bits(value))) return false;
        return true;
    }
}
