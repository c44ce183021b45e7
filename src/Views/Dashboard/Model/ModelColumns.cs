using Plumbline.Engine.Reports;
using Plumbline.Views.Sections;

namespace Plumbline.Views.Dashboard;

/// <summary>The columns of a model in the order of its page: by verdict, and inside a verdict the one furthest beyond its own threshold
/// first. How much a move harms a measure is not estimated by the engine, so it cannot decide.</summary>
public static class ModelColumns
{
    public static IReadOnlyList<OrderedColumn> Of(ColumnOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return [.. order.Groups.SelectMany(g => g.Columns.OrderByDescending(c => Beyond(c.Column)))];
    }

    // Lost, or of another type: nothing moves more. Thresholds differ by what a column does by itself.
    static double Beyond(ColumnReport column) => column.Drift switch
    {
        { Verdict: Verdict.Drift, Effect: null } => double.PositiveInfinity,
        { Effect: { Threshold: > 0 } effect } when double.IsFinite(effect.Value) => effect.Value / effect.Threshold,
        _ => double.NegativeInfinity,
    };
}
