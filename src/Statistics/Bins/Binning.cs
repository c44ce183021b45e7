namespace Plumbline.Statistics.Bins;

/// <summary>How the edges of a numeric bin set are chosen from the reference.</summary>
public enum Binning
{
    /// <summary>Edges at equally spaced quantiles of the reference, heavy values as cells of their own: the default.</summary>
    Quantile,

    /// <summary>Equal steps from the smallest to the largest reference value; what lies outside has cells of its own.</summary>
    EqualWidth,

    /// <summary>Equal width with 1 + log2 n bins (Sturges, 1926).</summary>
    Sturges,

    /// <summary>Equal width with a number of bins that grows with the skewness (Doane, 1976), as numpy.histogram_bin_edges.</summary>
    Doane,

    /// <summary>Each distinct reference value is a cell of its own; at most the 1 000 with most rows.</summary>
    Distinct,
}
