using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Integrity;

/// <summary>Rows that could not be read, and rows that repeat another.</summary>
static class RowChecks
{
    public static void Refused(DatasetSide side, string set, IntegrityOptions options, CheckList checks)
    {
        long refused = side.Summary.Refused;
        double share = refused == 0 ? 0 : (double)refused / (side.Summary.Rows + refused);
        RefusedRow? first = side.Refused.First.Count > 0 ? side.Refused.First[0] : null;
        string key = refused == 0 ? "refused_rows.none" : first is null ? "refused_rows" : "refused_rows.first";
        checks.Add("refused_rows", set,
            new Finding(key, refused == 0, refused, Expected.None("refused"), share > options.UnreadableError ? Severity.Error : Severity.Warning),
            ("count", Figures.Count(refused)), ("share", Figures.Share(share)),
            ("file", first?.File ?? ""), ("line", Figures.Count(first?.Line ?? 0)), ("reason", first?.Reason ?? ""));
    }

    /// <summary>Duplicates of the current set against what the reference's share would become at that size: where values are few, rows
    /// repeat by nature, and the more rows the more often.</summary>
    public static void Duplicates(DatasetSummary reference, DatasetSummary current, IntegrityOptions options, CheckList checks)
    {
        double natural = 0;
        if (reference is { DuplicateRows: { } before, Rows: > 0 })
        {
            natural = (double)before / reference.Rows;
            bool broken = natural > options.DuplicateShare;
            Add(checks, CheckList.Reference, before, reference.Rows, broken, Expected.AtMost("share", options.DuplicateShare), natural);
        }
        if (current is not { DuplicateRows: { } now, Rows: > 0 }) return;
        bool known = reference is { DuplicateRows: not null, Rows: > 0 };
        double expected = known ? Math.Min(1, natural * Math.Max(1, (double)current.Rows / reference.Rows)) : options.DuplicateShare;
        double limit = Math.Min(1, known ? expected + options.DuplicateRise : expected);
        bool rose = (double)now / current.Rows > limit
            && (!known || Significant(expected, reference.Rows, now, current.Rows, options.Level));
        Add(checks, CheckList.Current, now, current.Rows, rose, Expected.AtMost("share", limit), expected);
    }

    static bool Significant(double expected, long referenceRows, long duplicates, long rows, double level) =>
        TwoProportion.Z((long)(expected * referenceRows), referenceRows, duplicates, rows).PValue < level;

    static void Add(CheckList checks, string set, long duplicates, long rows, bool broken, Message expected, double usual)
    {
        string key = duplicates == 0 ? "duplicate_rows.none" : broken && set == CheckList.Current ? "duplicate_rows.rose"
            : "duplicate_rows";
        double share = (double)duplicates / rows;
        checks.Add("duplicate_rows", set, new Finding(key, !broken, duplicates, expected),
            ("count", Figures.Count(duplicates)), ("share", Figures.Share(share)), ("reference", Figures.Share(usual)));
    }
}
