using System.Globalization;
using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Bins;

public sealed class NumericBinsTests
{
    [Fact]
    public void Pieces_are_cut_by_edges_and_atoms_are_cut_out_of_them()
    {
        NumericBins bins = new([1.5, 3, 7], [0, 3]);

        Assert.Equal(["< 0", "0", "(0, 1.5]", "(1.5, 3)", "3", "(3, 7]", "> 7"], Labels(bins));
        Assert.Equal([0, 1, 2, 2, 3, 4, 5, 5, 6], Array.ConvertAll([-2, 0.0, .1, 1.5, 2, 3, 3.1, 7, 8], bins.CellOf));
    }

    [Theory]
    [InlineData(Binning.Quantile)]
    [InlineData(Binning.EqualWidth)]
    [InlineData(Binning.Sturges)]
    [InlineData(Binning.Doane)]
    [InlineData(Binning.Distinct)]
    public void All_ways_of_counting_agree(Binning binning)
    {
        double[] reference = Samples.Make(1, 900, "cube", 20, step: .25), values = Samples.Make(2, 2000, "normal", 12, step: .25);
        NumericBins bins = NumericBins.FromSorted(reference, 20, binning);
        long[] fast = new long[bins.CellCount], sorted = new long[bins.CellCount], plain = new long[bins.CellCount];

        bins.Count(values, fast);
        bins.CountSorted(values, sorted);
        foreach (double value in values) plain[PlainCell(bins, value)]++;

        Assert.Equal(plain, fast);
        Assert.Equal(plain, sorted);
    }

    [Fact]
    public void Every_cell_label_says_what_the_cell_holds()
    {
        double[] reference = Samples.Make(3, 500, "cube", 9, step: 1);
        NumericBins bins = NumericBins.FromSorted(reference, 10);

        Assert.Equal("< 0", bins.Label(0));
        Assert.Equal("0", bins.Label(bins.CellOf(0)));
        Assert.Equal(bins.CellCount, Labels(bins).Distinct().Count());
    }

    [Fact]
    public void Labels_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");

        string[] labels = Labels(new NumericBins([1.5, 1e21], []));

        CultureInfo.CurrentCulture = before;
        Assert.Equal(["<= 1.5", "(1.5, 1E+21]", "> 1E+21"], labels);
    }

    [Fact]
    public void Equal_width_cells_hold_the_minimum_and_show_it()
    {
        NumericBins bins = NumericBins.FromSorted([0, 1, 2, 3, 10], 2, Binning.EqualWidth);

        Assert.Equal(["< 0", "[0, 5]", "(5, 10]", "> 10"], Labels(bins));
        Assert.Equal(1, bins.CellOf(0));
    }

    [Fact]
    public void The_same_edges_and_atoms_have_the_same_fingerprint()
    {
        NumericBins bins = NumericBins.FromSorted(Samples.Make(4, 300, step: .5), 20);
        NumericBins back = new(bins.Edges.ToArray(), bins.Atoms.ToArray());

        Assert.Equal(bins.Fingerprint, back.Fingerprint);
        Assert.Equal(Labels(bins), Labels(back));
        Assert.NotEqual(bins.Fingerprint, new NumericBins([1], []).Fingerprint);
        Assert.NotEqual(new NumericBins([1], []).Fingerprint, new NumericBins([], [1]).Fingerprint);
        Assert.Equal(0x0UL, new NumericBins([], []).Fingerprint ^ new NumericBins([], []).Fingerprint);
    }

    [Fact]
    public void Distinct_keeps_the_thousand_most_frequent_values()
    {
        double[] reference = [.. Enumerable.Range(0, 1500).Select(i => (double)i), 1499, 1499];

        NumericBins bins = NumericBins.FromSorted(reference, 20, Binning.Distinct);

        Assert.Equal(1000, bins.Atoms.Length);
        Assert.Equal(1499, bins.Atoms[^1]);
        Assert.Equal(998, bins.Atoms[^2]);
    }

    [Fact]
    [EdgeTable(typeof(NumericBins))]
    public void Bins_keep_their_word_at_the_edges()
    {
        NumericBins empty = NumericBins.FromSorted([], 20), one = NumericBins.FromSorted([5], 20),
            constant = NumericBins.FromSorted([0, 0, 0], 20);
        NumericBins huge = NumericBins.FromSorted([-double.MaxValue, 0, double.MaxValue], 2),
            ties = NumericBins.FromSorted([1, 1, 1, 1, 2, 3], 3);
        long[] counts = new long[constant.CellCount];
        constant.Count([double.NaN, double.PositiveInfinity, -0.0, 0, 1], counts);

        Assert.Equal(["all"], Labels(empty));
        Assert.Equal(["< 5", "5", "> 5"], Labels(one));
        Assert.Equal([0, 2, 1], counts);
        Assert.Equal(0, huge.Edges[0]);
        Assert.Equal([1.0], ties.Atoms.ToArray());
        Assert.Equal(-1, constant.CellOf(double.NaN));
        Assert.Equal(constant.CellCount - 1, constant.CellOf(double.PositiveInfinity));
        Assert.Equal(0, constant.CellOf(double.NegativeInfinity));
    }

    [Theory]
    [InlineData(Binning.EqualWidth)]
    [InlineData(Binning.Sturges)]
    [InlineData(Binning.Doane)]
    [InlineData(Binning.Distinct)]
    [InlineData(Binning.Quantile)]
    public void Constant_and_extreme_references_make_usable_bins(Binning binning)
    {
        foreach (double[] reference in (double[][])[[0, 0, 0, 0], [1e308], [-double.MaxValue, double.MaxValue], [1, 1 + 1e-15, 1 + 2e-15],
            [double.Epsilon, double.Epsilon]])
        {
            NumericBins bins = NumericBins.FromSorted(reference, 20, binning);
            long[] counts = new long[bins.CellCount];
            bins.CountSorted(reference, counts);

            Assert.Equal(reference.Length, counts.Sum());
        }
    }

    [Fact]
    public void Impossible_bins_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new NumericBins([2, 1], []));
        Assert.Throws<ArgumentException>(() => new NumericBins([1, 1], []));
        Assert.Throws<ArgumentException>(() => new NumericBins([], [double.NaN]));
        Assert.Throws<ArgumentException>(() => new NumericBins([double.PositiveInfinity], []));
        Assert.Throws<ArgumentException>(() => new NumericBins([1], []).Count([1], new long[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumericBins.FromSorted([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumericBins([1], []).Label(2));
    }

    static string[] Labels(NumericBins bins) => [.. Enumerable.Range(0, bins.CellCount).Select(bins.Label)];

    /// <summary>The definition read aloud: cells before x's own are those whose upper bound x has passed.</summary>
    static int PlainCell(NumericBins bins, double x)
    {
        int cell = 0;
        foreach (double edge in bins.Edges)
            if (x > edge && !bins.Atoms.Contains(edge)) cell++;
        foreach (double atom in bins.Atoms) cell += x < atom ? 0 : x == atom ? 1 : 2;
        return cell;
    }
}
