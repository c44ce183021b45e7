using Plumbline.Engine.Reports;

namespace Plumbline.Views.Charts;

/// <summary>A numeric picture brought into a drawable form: finite, ascending edges and heights that are comparable between bins
/// (shares where the bins are equally wide, else shares per width).</summary>
sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<double> Reference, IReadOnlyList<double> Current)
{
    public double Highest => Math.Max(Reference.DefaultIfEmpty(0).Max(), Current.DefaultIfEmpty(0).Max());

    /// <summary>Null when the picture holds no numeric bins that can be drawn.</summary>
    public static Histogram? From(ColumnPicture? picture)
    {
        if (picture is null || picture.Edges.Count < 2) return null;
        int bins = Math.Min(picture.Edges.Count - 1, Math.Max(picture.Reference.Count, picture.Current.Count));
        double[] edges = [.. picture.Edges.Take(bins + 1)];
        if (bins >= 2 && double.IsInfinity(edges[0])) edges[0] = edges[1] - (edges[Math.Min(2, bins)] - edges[1]);
        if (bins >= 2 && double.IsInfinity(edges[bins])) edges[bins] = edges[bins - 1] + (edges[bins - 1] - edges[Math.Max(0, bins - 2)]);
        if (edges.Any(e => !double.IsFinite(e)) || edges[^1] <= edges[0]) return null;
        double[] widths = [.. Enumerable.Range(0, bins).Select(i => edges[i + 1] - edges[i])];
        double usual = (edges[bins] - edges[0]) / bins;
        bool even = widths.All(w => Math.Abs(w - usual) <= .01 * usual);
        double[] Heights(IReadOnlyList<double> shares) =>
            [.. Enumerable.Range(0, bins).Select(i => i >= shares.Count || !double.IsFinite(shares[i]) ? 0 : even || widths[i] <= 0
                ? shares[i] : shares[i] * usual / widths[i])];
        return new(edges, Heights(picture.Reference), Heights(picture.Current));
    }

    /// <summary>The same with at most so many bins, neighbours added up; for small pictures.</summary>
    public Histogram AtMost(int bins)
    {
        int per = (Reference.Count + bins - 1) / bins;
        if (per <= 1) return this;
        var edges = new List<double> { Edges[0] };
        var reference = new List<double>();
        var current = new List<double>();
        for (int at = 0; at < Reference.Count; at += per)
        {
            int end = Math.Min(Reference.Count, at + per);
            edges.Add(Edges[end]);
            reference.Add(Enumerable.Range(at, end - at).Average(i => Reference[i]));
            current.Add(Enumerable.Range(at, end - at).Average(i => Current[i]));
        }
        return new(edges, reference, current);
    }
}
