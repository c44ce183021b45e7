using System.Globalization;
using System.IO.Compression;
using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.RealData;

/// <summary>The figures NannyML gives for the loans data: windows of 2 000 rows against the 20 000 reference rows.</summary>
public sealed class LoansTests
{
    const int WindowRows = 2_000;

    [Theory]
    [InlineData(0, .046677, .040623)]
    [InlineData(4, .047035, .042053)]
    [InlineData(5, .193466, .16459)]
    [InlineData(10, .044532, .04212)]
    public void Income_distances_on_doane_bins_equal_nannyml(int window, double jensenShannon, double hellinger)
    {
        if (SharedData.TryFile("loans", "loans_reference.csv.gz") is not { } file) return;
        double[] reference = Sorted(Column(file, 1));
        double[] current = Sorted(Window(Column(AnalysisFile, 1), window));

        NumericBins bins = NumericBins.FromSorted(reference, 20, Binning.Doane);
        long[] before = new long[bins.CellCount], now = new long[bins.CellCount];
        bins.CountSorted(reference, before);
        bins.CountSorted(current, now);

        Assert.Equal(jensenShannon, JensenShannon.Distance(before, now), 6);
        Assert.Equal(hellinger, Hellinger.Compute(before, now), 6);
    }

    [Fact]
    public void Income_of_the_first_window_has_the_known_ks_and_wasserstein()
    {
        if (SharedData.TryFile("loans", "loans_reference.csv.gz") is not { } file) return;
        double[] reference = Sorted(Column(file, 1));
        double[] current = Sorted(Window(Column(AnalysisFile, 1), 0));

        TestResult result = KolmogorovSmirnov.TwoSample(reference, current);

        Assert.Equal(.0224, result.Statistic, 4);
        Assert.Equal(.3166, result.PValue, 4);
        Assert.Equal(795.7418290, Wasserstein.Compute(reference, current), 6);
    }

    [Theory]
    [InlineData(0, .021831, 4.815537, .018176, .02295)]
    [InlineData(4, .014873, 2.256951, .012383, .013)]
    [InlineData(5, .211211, 556.965895, .176936, .16345)]
    [InlineData(10, .027446, 7.724123, .022852, .02845)]
    public void Region_measures_equal_nannyml(int window, double jensenShannon, double chiSquared, double hellinger, double lInfinity)
    {
        if (SharedData.TryFile("loans", "loans_reference.csv.gz") is not { } file) return;
        string[] reference = Column(file, 5);
        string[] current = Window(Column(AnalysisFile, 5), window);
        string[] regions = [.. reference.Distinct().Order(StringComparer.Ordinal)];
        long[] before = [.. regions.Select(r => reference.LongCount(x => x == r))],
            now = [.. regions.Select(r => current.LongCount(x => x == r))];

        Assert.Equal(jensenShannon, JensenShannon.Distance(before, now), 6);
        Assert.Equal(chiSquared, ChiSquared.TwoSample(before, now).Statistic, 6);
        Assert.Equal(hellinger, Hellinger.Compute(before, now), 6);
        Assert.Equal(lInfinity, LInfinity.Compute(before, now), 6);
    }

    static string AnalysisFile => SharedData.TryFile("loans", "loans_analysis.csv.gz")!;

    static string[] Window(string[] values, int window) => values[(window * WindowRows)..((window + 1) * WindowRows)];

    static double[] Sorted(string[] values) => [.. values.Select(v => double.Parse(v, CultureInfo.InvariantCulture)).Order()];

    static string[] Column(string file, int index)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[index])];
    }
}
