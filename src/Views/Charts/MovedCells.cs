using System.Globalization;
using System.Text.RegularExpressions;
using Plumbline.Engine.Reports;

namespace Plumbline.Views.Charts;

/// <summary>A cell's share on both sides and by how much it moved.</summary>
/// <param name="Margin">Half the 95 % interval of the change.</param>
readonly record struct MovedCell(string Label, double Reference, double Current, double Margin)
{
    public double Change => Current - Reference;
}

/// <summary>Which cells moved most.</summary>
static partial class MovedCells
{
    /// <summary>The cells with the largest change of share, in their own order.</summary>
    public static IReadOnlyList<MovedCell> Of(IReadOnlyList<CellCount> cells, int limit)
    {
        double n = cells.Sum(c => (double)c.Reference), m = cells.Sum(c => (double)c.Current);
        if (n == 0 || m == 0) return [];
        return [.. cells.Select((cell, order) => (Cell: Moved(cell, n, m), order))
            .OrderByDescending(c => Math.Abs(c.Cell.Change)).ThenBy(c => c.order).Take(limit)
            .OrderBy(c => c.order).Select(c => c.Cell)];
    }

    static MovedCell Moved(CellCount cell, double n, double m)
    {
        double p = cell.Reference / n, q = cell.Current / m;
        return new(Shortened(cell.Label), p, q, 1.959964 * Math.Sqrt(p * (1 - p) / n + q * (1 - q) / m));
    }

    // The ends of an interval are exact in a label; a reader is served by six figures.
    static string Shortened(string label) => label is ['(' or '[' or '<' or '>', ..]
        ? LongNumber().Replace(label, m => double.Parse(m.Value, CultureInfo.InvariantCulture).ToString("G6", CultureInfo.InvariantCulture))
        : label;

    [GeneratedRegex(@"-?\d+\.\d{6,}(E[-+]\d+)?")]
    private static partial Regex LongNumber();
}
