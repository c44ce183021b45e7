using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Reports;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What the page of comparisons says in words.</summary>
static class CompareWords
{
    /// <summary>How a side's rows were read, out loud.</summary>
    public static MarkupString How(ComparedSide side) => side switch
    {
        { From: SideSource.Baseline } => Say.It("compare.from_baseline", ("n", Figures.Count(side.Rows))),
        { From: SideSource.Profiles } => Say.It("compare.from_profiles", ("n", Figures.Count(side.Rows))),
        { OneIn: > 1 } => Say.It("compare.from_sample", ("n", Figures.Count(side.Rows)), ("k", Figures.Count(side.OneIn))),
        _ => Say.It("compare.from_rows", ("n", Figures.Count(side.Rows))),
    };

    /// <summary>Rows a day; NaN where the stretch of time is open.</summary>
    public static double RowsPerDay(ComparedSide side) => side.Side is { From: { } from, To: { } to } && to > from
        ? side.Rows / (to - from).TotalDays
        : double.NaN;

    /// <summary>A quantile of a column's side; NaN where it is not known.</summary>
    public static double Quantile(ColumnSummary? side, string quantile) =>
        side is not null && side.Quantiles.TryGetValue(quantile, out double value) ? value : double.NaN;
}
