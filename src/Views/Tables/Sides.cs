using System.Globalization;
using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Reports;
using Plumbline.Views.Words;

namespace Plumbline.Views.Tables;

/// <summary>What tables take from the two sides of a column.</summary>
static class Sides
{
    /// <summary>Share of rows without a value; 0 where there is no side.</summary>
    public static double Missing(ColumnSummary? side) => side is { Count: > 0 } ? (double)side.Missing / side.Count : 0;

    public static string MissingText(ColumnSummary? side) => side is null ? "" : Figures.Share(side.Missing, side.Count);

    public static double Measure(ColumnReport column, string name) =>
        column.Measures.TryGetValue(name, out MeasureValue? value) ? value.Value : double.NaN;

    /// <summary>A number for the script to sort by; empty when undefined.</summary>
    public static string Sortable(double? value) =>
        value is { } v && double.IsFinite(v) ? v.ToString("G6", CultureInfo.InvariantCulture) : "";

    /// <summary>The effect, strong when it is beyond its threshold.</summary>
    public static MarkupString Effect(EffectReport effect) =>
        new(effect.Value > effect.Threshold ? $"<b>{Figures.Two(effect.Value)}</b>" : Figures.Two(effect.Value));
}
