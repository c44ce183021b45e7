using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Integrity;

/// <summary>Values that are missing, unreadable or infinite.</summary>
static class ValueChecks
{
    /// <summary>The current missing share against the reference's: a two-proportion test and a least rise. The reference's own share only
    /// where most of the column is missing.</summary>
    public static void Missing(ColumnRequest request)
    {
        IntegrityOptions options = request.Options;
        if (request.Reference.Summary is { Count: > 0 } reference)
        {
            double share = (double)reference.Missing / reference.Count;
            bool passed = share <= options.ReferenceMissing;
            request.Checks.Add("missing", CheckList.Reference,
                new Finding(passed ? "missing" : "missing.reference_high", passed, share,
                    Expected.AtMost("share", options.ReferenceMissing)),
                ("share", Figures.Share(share)), ("count", Figures.Count(reference.Missing)), ("rows", Figures.Count(reference.Count)));
        }
        if (request.Current.Summary is not { Count: > 0 } current) return;
        double now = (double)current.Missing / current.Count;
        bool rose = request.Reference.Summary is { Count: > 0 } before ? Rose(before, current, options) : now > options.ReferenceMissing;
        double was = request.Reference.Summary is { Count: > 0 } old ? (double)old.Missing / old.Count : double.NaN;
        double limit = double.IsNaN(was) ? options.ReferenceMissing : Math.Min(1, was + options.MissingRise);
        request.Checks.Add("missing", CheckList.Current,
            new Finding(rose ? "missing.rose" : "missing", !rose, now, Expected.AtMost("about", limit),
                now > .5 ? Severity.Error : Severity.Warning),
            ("share", Figures.Share(now)), ("count", Figures.Count(current.Missing)), ("rows", Figures.Count(current.Count)),
            ("reference", double.IsNaN(was) ? "-" : Figures.Share(was)));
    }

    /// <summary>Values that are not of the column's type, and a column whose type is another one.</summary>
    public static void Type(ColumnRequest request)
    {
        OneType(request, request.Reference, CheckList.Reference);
        if (request.Reference.Slice is { } before && request.Current.Slice is { } now && before.GetType() != now.GetType())
            request.Checks.Add("type", CheckList.Current,
                new Finding("type.family", false, double.NaN, Expected.Type(Name(before.Column.Type)), Severity.Error),
                ("expected", Name(before.Column.Type)), ("found", Name(now.Column.Type)));
        else OneType(request, request.Current, CheckList.Current);
    }

    /// <summary>Infinities: counted, left out of every comparison, and said.</summary>
    public static void Infinite(ColumnRequest request)
    {
        if (request.Column.Type is not (ColumnType.Numeric or ColumnType.Vector)) return;
        OneInfinite(request, request.Reference, CheckList.Reference);
        OneInfinite(request, request.Current, CheckList.Current);
    }

    static bool Rose(ColumnSummary reference, ColumnSummary current, IntegrityOptions options)
    {
        double rise = ((double)current.Missing / current.Count) - ((double)reference.Missing / reference.Count);
        return rise > options.MissingRise
            && TwoProportion.Z(reference.Missing, reference.Count, current.Missing, current.Count).PValue < options.Level;
    }

    static void OneType(ColumnRequest request, ColumnSide side, string set)
    {
        if (side.Summary is not { Count: > 0 } summary) return;
        UnreadableValues unreadable = side.Slice?.Unreadable ?? UnreadableValues.None;
        double share = (double)summary.Unreadable / summary.Count;
        bool passed = summary.Unreadable == 0;
        string key = passed ? "type" : unreadable.FirstLine is null ? "type.unreadable"
            : request.Options.Redact || unreadable.Example is null ? "type.unreadable_line" : "type.unreadable_example";
        request.Checks.Add("type", set,
            new Finding(key, passed, summary.Unreadable, Expected.None("unreadable"),
                share > request.Options.UnreadableError ? Severity.Error : Severity.Warning),
            ("expected", Name(request.Column.Type)), ("count", Figures.Count(summary.Unreadable)), ("share", Figures.Share(share)),
            ("line", Figures.Count(unreadable.FirstLine ?? 0)), ("example", request.Options.Redact ? "" : unreadable.Example ?? ""));
    }

    static void OneInfinite(ColumnRequest request, ColumnSide side, string set)
    {
        if (side.Summary is not { Count: > 0 } summary) return;
        bool passed = summary.Infinite == 0;
        request.Checks.Add("infinite", set, new Finding(passed ? "infinite.none" : "infinite", passed, summary.Infinite,
            Expected.None("infinite")),
            ("count", Figures.Count(summary.Infinite)), ("share", Figures.Share((double)summary.Infinite / summary.Count)));
    }

    static string Name(ColumnType type) => type switch
    {
        ColumnType.Numeric => "numeric",
        ColumnType.Categorical => "categorical",
        ColumnType.Boolean => "boolean",
        ColumnType.Timestamp => "timestamp",
        ColumnType.Text => "text",
        ColumnType.Vector => "vector",
    };
}
