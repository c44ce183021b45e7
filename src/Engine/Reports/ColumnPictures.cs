using System.Globalization;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Reports;

/// <summary>Points to draw a column from.</summary>
static class ColumnPictures
{
    const int BinCount = 30;
    const int CdfPoints = 100;
    const int MostCategories = 20;

    /// <summary>Histograms and cumulative shares of numbers; bars where there are at most 20 different ones. The range is that of the
    /// middle 99 % of both sides; what lies outside is counted in the
    /// outer bins.</summary>
    public static ColumnPicture? OfNumbers(OrderedValues reference, OrderedValues current)
    {
        if (reference.Count == 0) return null;
        if (reference.DistinctValues(MostCategories) is { } before && current.DistinctValues(MostCategories) is { } after
            && before.Union(after).Count() <= MostCategories)
            return OfFewNumbers(reference, current, [.. before.Union(after).Order()]);
        double low = Least(reference.Quantile(.005), current.Quantile(.005));
        double high = Largest(reference.Quantile(.995), current.Quantile(.995));
        double[] edges = Edges(low, high);
        double[] xs = CdfGrid(reference, current);
        return new ColumnPicture
        {
            Edges = edges,
            Reference = Shares(reference, edges),
            Current = Shares(current, edges),
            CdfX = xs,
            CdfReference = [.. xs.Select(reference.Cdf)],
            CdfCurrent = current.Count == 0 ? [] : [.. xs.Select(current.Cdf)],
        };
    }

    // A bar per value: bins between whole numbers would show gaps that are not there.
    static ColumnPicture OfFewNumbers(OrderedValues reference, OrderedValues current, double[] values) => new()
    {
        Labels = [.. values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))],
        Reference = [.. values.Select(v => reference.Cdf(v) - reference.CdfBelow(v))],
        Current = current.Count == 0 ? [] : [.. values.Select(v => current.Cdf(v) - current.CdfBelow(v))],
        CdfX = values,
        CdfReference = [.. values.Select(reference.Cdf)],
        CdfCurrent = current.Count == 0 ? [] : [.. values.Select(current.Cdf)],
    };

    /// <summary>Shares of the most frequent categories, the rest as one.</summary>
    public static ColumnPicture OfCategories(CountedCells cells, ValueLabels labels)
    {
        double n = Math.Max(1, cells.Reference.Sum()), m = Math.Max(1, cells.Current.Sum());
        int[] shown = [.. Enumerable.Range(0, cells.Labels.Count - 1).Where(c => labels.Shows(cells, c))
            .OrderByDescending(c => Math.Max(cells.Reference[c] / n, cells.Current[c] / m)).ThenBy(c => c).Take(MostCategories)
            .OrderByDescending(c => cells.Reference[c]).ThenBy(c => c)];
        double[] reference = [.. shown.Select(c => cells.Reference[c] / n)], current = [.. shown.Select(c => cells.Current[c] / m)];
        string[] names = [.. shown.Select(c => labels.Text(cells, c))];
        bool hasRest = shown.Sum(c => cells.Reference[c]) < cells.Reference.Sum() || shown.Sum(c => cells.Current[c]) < cells.Current.Sum();
        return new ColumnPicture
        {
            Labels = hasRest ? [.. names, CountedCells.OtherLabel] : names,
            Reference = hasRest ? [.. reference, Math.Max(0, (cells.Reference.Sum() / n) - reference.Sum())] : reference,
            Current = hasRest ? [.. current, Math.Max(0, (cells.Current.Sum() / m) - current.Sum())] : current,
        };
    }

    static double[] Edges(double low, double high)
    {
        if (!(high > low)) return [low - .5, low + .5];
        double width = (high / BinCount) - (low / BinCount);
        double[] edges = [.. Enumerable.Range(0, BinCount + 1).Select(i => i == BinCount ? high : low + (i * width)).Distinct()];
        return edges.Zip(edges.Skip(1)).All(e => e.First < e.Second) ? edges : [low, high];
    }

    static double[] Shares(OrderedValues values, double[] edges)
    {
        if (values.Count == 0) return [];
        int bins = edges.Length - 1;
        double[] shares = new double[bins];
        double below = 0;
        for (int b = 0; b < bins; b++)
        {
            double upTo = b == bins - 1 ? 1 : values.CdfBelow(edges[b + 1]);
            shares[b] = Math.Max(0, upTo - below);
            below = upTo;
        }
        return shares;
    }

    // Half of the points at quantiles of each side: steep stretches get the points they need.
    static double[] CdfGrid(OrderedValues reference, OrderedValues current)
    {
        int half = CdfPoints / 2;
        var points = Enumerable.Range(0, half).Select(i => .005 + (.99 * i / (half - 1)));
        return [.. points.SelectMany(q => new[] { reference.Quantile(q), current.Quantile(q) }).Where(double.IsFinite).Distinct().Order()];
    }

    static double Least(double a, double b) => double.IsNaN(b) ? a : Math.Min(a, b);

    static double Largest(double a, double b) => double.IsNaN(b) ? a : Math.Max(a, b);
}
