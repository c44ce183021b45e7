using Plumbline.Engine.Profiles;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What is remarkable about a value beside the baseline's.</summary>
public enum ValueMark
{
    Plain,
    Missing,

    /// <summary>Less than every value of the baseline.</summary>
    Below,

    /// <summary>More than every value of the baseline.</summary>
    Above,

    /// <summary>A category the baseline never had.</summary>
    Unseen,
}

static class ValueMarks
{
    // Enough to be sure that what is usual was seen.
    const long LeastRows = 30;

    /// <summary>How a value stands to what a column usually holds.</summary>
    /// <param name="value">As stored; null: missing.</param>
    /// <param name="baseline">Null: nobody has said what is usual.</param>
    public static ValueMark Of(object? value, ColumnProfile? baseline) => (value, baseline?.Content) switch
    {
        (null, _) => ValueMark.Missing,
        (double number, ColumnContent.Numbers { Moments: { Count: >= LeastRows } usual }) =>
            number < usual.Min ? ValueMark.Below : number > usual.Max ? ValueMark.Above : ValueMark.Plain,
        (_, ColumnContent.Categories { Present: >= LeastRows } known) when TextOf(value) is { } text =>
            known.On.IndexOf(text) < 0 && !known.On.IsOther(text) ? ValueMark.Unseen : ValueMark.Plain,
        _ => ValueMark.Plain,
    };

    /// <summary>A value as category text; null for what is none.</summary>
    public static string? TextOf(object? value) => value switch
    {
        string text => text,
        double number => Engine.Models.LiveColumns.CategoryOf(number),
        bool flag => flag ? "true" : "false",
        _ => null,
    };

    /// <summary>What is usual, in words of the viewer; null where nothing is known.</summary>
    public static string? Usual(ColumnProfile? baseline, Viewer viewer) => baseline?.Content switch
    {
        ColumnContent.Numbers { Moments: { Count: >= LeastRows } usual } =>
            viewer.Text("explore.usual_range", ("low", Figures.Number(usual.Min)), ("high", Figures.Number(usual.Max))),
        ColumnContent.Categories { Present: >= LeastRows } known => viewer.Text("explore.usual_categories",
            ("n", Figures.Count(known.On.Names.Length)), ("some", string.Join(", ", known.On.Names.Take(4).Select(n => PlainText.Show(n,
                24))))),
        _ => null,
    };
}
