using Plumbline.Engine.Integrity;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Measures of one column.</summary>
static class ColumnMeasures
{
    const string QuantilePrefix = "quantile.";
    const string CheckPrefix = "check.";

    public static Measured? Of(Report report, ColumnReport column, string path) =>
        FromDrift(column, path) is { } drift ? drift
        : column.Current is null ? new Measured { IsLost = true }
        : FromIntegrity(report, column, path) ?? FromSummary(column, path);

    static Measured? FromDrift(ColumnReport column, string path)
    {
        if (path == "type") return new Measured { Word = DatasetMeasures.Word(column.Type) };
        if (column.Drift is not { } drift) return null;
        bool unknown = drift.Verdict is Verdict.InsufficientData or Verdict.NotComparable;
        long? rows = column.Current?.Present;
        return path switch
        {
            "verdict" => new Measured { Word = DatasetMeasures.Word(drift.Verdict), N = rows, IsInsufficient = unknown },
            "drifted" => new Measured { Current = drift.Verdict == Verdict.Drift ? 1 : 0, N = rows, IsInsufficient = unknown },
            "effect" => Statistic(drift.Effect?.Value ?? double.NaN, rows),
            "p_value" => Statistic(drift.PValue, rows),
            "q_value" => Statistic(drift.QValue, rows),
            "new_categories" when column.Current is not null => Measured.Count(column.NewCategories.Count),
            "vanished_categories" when column.Current is not null => Measured.Count(column.VanishedCategories.Count),
            _ => FromMeasures(column, path, rows),
        };
    }

    static Measured? FromMeasures(ColumnReport column, string path, long? rows)
    {
        if (column.Measures.TryGetValue(path, out var value)) return Measured.Of(value) with { N = value.N ?? rows };
        return path.EndsWith(SuiteMeasureTable.PValue, StringComparison.Ordinal)
            && column.Measures.TryGetValue(path[..^SuiteMeasureTable.PValue.Length], out var test)
            ? Statistic(test.PValue ?? double.NaN, test.N ?? rows) with { Reason = test.Reason } : null;
    }

    static Measured? FromIntegrity(Report report, ColumnReport column, string path)
    {
        var checks = report.Integrity.Where(c => c.Set == CheckList.Current && c.Column == column.Name);
        return path switch
        {
            "failed_checks" => Measured.Count(checks.Count(c => !c.Passed)),
            "out_of_range_share" => Observed(checks, "range", column.Current!.Present),
            "unseen_share" => Observed(checks, "unseen_categories", column.Current!.Present),
            _ when path.StartsWith(CheckPrefix, StringComparison.Ordinal) =>
                checks.FirstOrDefault(c => c.Check == path[CheckPrefix.Length..]) is { } check ? Measured.Count(check.Passed ? 0 : 1)
                    : null,
            _ => null,
        };
    }

    static Measured? FromSummary(ColumnReport column, string path)
    {
        ColumnSummary now = column.Current!;
        ColumnSummary? before = column.Reference;
        return path switch
        {
            "rows" => Measured.Count(now.Count, before?.Count),
            "present" => Measured.Count(now.Present, before?.Present),
            "missing" => Measured.Count(now.Missing, before?.Missing),
            "missing_share" => Share(now, before, s => s.Missing),
            "infinite" => Measured.Count(now.Infinite, before?.Infinite),
            "infinite_share" => Share(now, before, s => s.Infinite),
            "unreadable" => Measured.Count(now.Unreadable, before?.Unreadable),
            "unreadable_share" => Share(now, before, s => s.Unreadable),
            "mean" => Located(column, s => s.Mean),
            "std" => Located(column, s => s.Std) is { } std ? std with { Scale = double.NaN } : null,
            "min" => Located(column, s => s.Min),
            "max" => Located(column, s => s.Max),
            "distinct" => now.Distinct is { } distinct ? Measured.Count(distinct, before?.Distinct) : null,
            "distinct_share" => now.Distinct is null ? null
                : Measured.Share(DistinctShare(now), before is null ? double.NaN : DistinctShare(before), now.Present),
            _ when path.StartsWith(QuantilePrefix, StringComparison.Ordinal) =>
                Located(column, s => Quantile(s, path[QuantilePrefix.Length..])),
            _ => null,
        };
    }

    /// <summary>A value on the column's own scale. Relative changes are relative to max(|reference|, standard deviation): a mean near zero
    /// would turn noise into a large change.</summary>
    static Measured? Located(ColumnReport column, Func<ColumnSummary, double?> value)
    {
        if (value(column.Current!) is not { } now) return null;
        double before = column.Reference is { } reference ? value(reference) ?? double.NaN : double.NaN;
        double spread = column.Reference?.Std ?? double.NaN;
        return new Measured
        {
            Current = now,
            Reference = before,
            N = column.Current!.Present,
            NeedsRows = true,
            Scale = double.IsNaN(spread) ? Math.Abs(before) : Math.Max(Math.Abs(before), spread),
        };
    }

    static Measured Statistic(double value, long? rows) => new() { Current = value, N = rows, NeedsRows = true };

    static Measured Share(ColumnSummary now, ColumnSummary? before, Func<ColumnSummary, long> count) =>
        Measured.ShareOfRows((count(now), now.Count), before is null ? null : (count(before), before.Count));

    static double DistinctShare(ColumnSummary side) =>
        side is { Distinct: { } distinct, Present: > 0 } ? (double)distinct / side.Present : double.NaN;

    static double? Quantile(ColumnSummary side, string q) => side.Quantiles.TryGetValue(q, out double value) ? value : null;

    static Measured? Observed(IEnumerable<IntegrityCheck> checks, string name, long present) =>
        checks.FirstOrDefault(c => c.Check == name) is { } check
            ? Measured.ShareOfRows(((long)Math.Round(check.Observed * present), present), null) : null;
}
