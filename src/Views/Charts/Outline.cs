using System.Text;

namespace Plumbline.Views.Charts;

/// <summary>Path data of the curves and steps that charts draw.</summary>
static class Outline
{
    /// <summary>A line through points.</summary>
    public static string Line(IReadOnlyList<double> xs, IReadOnlyList<double> ys, Scale x, Scale y)
    {
        var path = new StringBuilder(xs.Count * 10);
        for (int i = 0; i < Math.Min(xs.Count, ys.Count); i++)
            path.Append(i == 0 ? 'M' : 'L').Append(x.Px(xs[i])).Append(' ').Append(y.Px(ys[i]));
        return path.ToString();
    }

    /// <summary>The outline of a histogram from the base line and back to it.</summary>
    /// <param name="edges">Bin edges in pixels, one more than the heights.</param>
    /// <param name="heights">Values on the scale <paramref name="y"/>.</param>
    /// <param name="closed">True to be filled.</param>
    public static string Steps(IReadOnlyList<double> edges, IReadOnlyList<double> heights, Scale y, bool closed)
    {
        var path = new StringBuilder(heights.Count * 12);
        path.Append('M').Append(Px.Of(edges[0])).Append(' ').Append(Px.Of(y.Start));
        for (int i = 0; i < heights.Count; i++) path.Append('V').Append(y.Px(heights[i])).Append('H').Append(Px.Of(edges[i + 1]));
        path.Append('V').Append(Px.Of(y.Start));
        if (closed) path.Append('z');
        return path.ToString();
    }
}
