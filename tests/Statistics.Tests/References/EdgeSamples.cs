namespace Plumbline.Statistics.Tests.References;

/// <summary>The awkward pairs of sorted samples every two-sample statistic is held to.</summary>
static class EdgeSamples
{
    public static (double[] Reference, double[] Current) Of(string name) => name switch
    {
        "empty" => ([], [1, 2, 3, 4, 5]),
        "empty current" => ([1, 2, 3, 4, 5], []),
        "one" => ([1], [2]),
        "constant" => ([2, 2, 2, 2, 2], [2, 2, 2, 2, 2]),
        "two constants" => ([2, 2, 2, 2, 2], [3, 3, 3, 3, 3]),
        "NaN" => ([double.NaN, 1, 2, 3, 4], [1, 2, 3, 4, 5]),
        "infinite" => ([1, 2, 3, 4, 5], [1, 2, 3, 4, double.PositiveInfinity]),
        "huge" => ([-1e308, -1, 0, 1, 1e308], [-1e308, 0, 1, 2, 1e308]),
        "ties" => ([1, 1, 1, 2, 2, 3], [1, 2, 2, 3, 3, 3]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such edge."),
    };
}
