using Plumbline.Engine.Reports;

namespace Plumbline.Views.Sections;

/// <summary>The columns in the order of the page: drifted, too few rows, stable, not judged; inside each the largest effect
/// first.</summary>
public sealed class ColumnOrder
{
    public ColumnOrder(Report report)
    {
        Groups =
        [
            .. report.Columns.Select((column, index) => new OrderedColumn(column, index))
                .GroupBy(c => GroupOf(c.Column)).OrderBy(g => g.Key)
                .Select(g => new ColumnGroup(g.Key, [.. g.OrderByDescending(c => Size(c.Column)).ThenBy(c => c.Index)])),
        ];
        LargestEffect = Math.Max(.15, report.Columns.Select(c => c.Drift?.Effect?.High ?? c.Drift?.Effect?.Value ?? 0)
            .Where(double.IsFinite).DefaultIfEmpty(0).Max());
    }

    public IReadOnlyList<ColumnGroup> Groups { get; }

    /// <summary>Right end of every effect bar.</summary>
    public double LargestEffect { get; }

    public IEnumerable<OrderedColumn> All => Groups.SelectMany(g => g.Columns);

    public static ColumnGroupKind GroupOf(ColumnReport column) =>
        column.Drift is null ? ColumnGroupKind.NotJudged : column.Drift.Verdict switch
    {
        Verdict.Drift => ColumnGroupKind.Drift,
        Verdict.InsufficientData => ColumnGroupKind.TooFewRows,
        Verdict.Stable => ColumnGroupKind.Stable,
        Verdict.NotComparable => ColumnGroupKind.NotJudged,
    };

    // A drifted column without an effect is lost or of another type: nothing moves more.
    static double Size(ColumnReport column) => column.Drift switch
    {
        null => double.NegativeInfinity,
        { Effect: null, Verdict: Verdict.Drift } => double.PositiveInfinity,
        { Effect: null } => double.NegativeInfinity,
        { Effect: { } effect } => double.IsFinite(effect.Value) ? effect.Value : -1,
    };
}

public enum ColumnGroupKind
{
    Drift,
    TooFewRows,
    Stable,
    NotJudged,
}

public sealed record ColumnGroup(ColumnGroupKind Kind, IReadOnlyList<OrderedColumn> Columns);

/// <summary>A column with its place in the report, which names its anchor.</summary>
public readonly record struct OrderedColumn(ColumnReport Column, int Index)
{
    public string Anchor => $"c{Index}";
}
