using System.Globalization;
using System.IO.Compression;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Tests.Reports;
using Plumbline.Statistics.Bins;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Drift;

/// <summary>Another tool's distances on a real-size data set, reproduced with its binning.</summary>
public sealed class LoansTests
{
    const int Window = 2_000;

    static readonly ReportOptions s_doane = ReportOf.ColumnsOnly with { Binning = Binning.Doane, Measures = MeasureSelection.All };

    [Theory]
    [InlineData(0, .046677, .040623)]
    [InlineData(4, .047035, .042053)]
    [InlineData(5, .193466, .16459)]
    [InlineData(10, .044532, .04212)]
    public void Income_on_Doane_bins(int window, double jensenShannon, double hellinger)
    {
        if (Income(window) is not { } column) return;

        Assert.Equal(jensenShannon, column.Measures["jensen_shannon"].Value, 5e-6);
        Assert.Equal(hellinger, column.Measures["hellinger"].Value, 5e-6);
    }

    [Fact]
    public void Income_of_the_first_window_by_raw_values()
    {
        if (Income(0) is not { } column) return;

        Assert.Equal(.0224, column.Measures["kolmogorov_smirnov"].Value, 5e-5);
        Assert.Equal(.3166, column.Measures["kolmogorov_smirnov"].PValue!.Value, 5e-5);
        Assert.Equal(795.7418290, column.Measures["wasserstein"].Value, 5e-7);
    }

    [Theory]
    [InlineData(0, .021831, 4.815537, .018176, .02295)]
    [InlineData(4, .014873, 2.256951, .012383, .013)]
    [InlineData(5, .211211, 556.965895, .176936, .16345)]
    [InlineData(10, .027446, 7.724123, .022852, .02845)]
    public void Region_by_counts(int window, double jensenShannon, double chiSquared, double hellinger, double largest)
    {
        if (Column("region", window, s_doane) is not { } column) return;

        Assert.Equal(jensenShannon, column.Measures["jensen_shannon"].Value, 5e-7);
        Assert.Equal(chiSquared, column.Measures["chi_squared"].Value, 5e-7);
        Assert.Equal(hellinger, column.Measures["hellinger"].Value, 5e-7);
        Assert.Equal(largest, column.Measures["l_infinity"].Value, 5e-7);
    }

    [Theory]
    [InlineData("income", 0, Verdict.Stable)]
    [InlineData("income", 5, Verdict.Drift)]
    [InlineData("income", 10, Verdict.Stable)]
    [InlineData("region", 4, Verdict.Stable)]
    [InlineData("region", 5, Verdict.Drift)]
    [InlineData("region", 10, Verdict.Stable)]
    public void Verdicts_tell_covariate_drift_from_none(string name, int window, Verdict verdict)
    {
        if (Column(name, window, ReportOf.ColumnsOnly) is not { } column) return;

        Assert.Equal(verdict, column.Drift!.Verdict);
    }

    static ColumnReport? Income(int window) => Column("income", window, s_doane);

    static ColumnReport? Column(string name, int window, ReportOptions options)
    {
        if (SharedData.TryFile("loans", "loans_reference.csv.gz") is not { } reference || SharedData.TryFile("loans",
            "loans_analysis.csv.gz") is not { } analysis) return null;
        return ReportOf.Column(Values(reference, name, 0, int.MaxValue), Values(analysis, name, window * Window, Window), options);
    }

    static object Values(string file, string name, int skip, int take)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        int column = Array.IndexOf((text.ReadLine() ?? "").Split(','), name);
        var cells = new List<string>();
        for (int row = 0; text.ReadLine() is { } line && cells.Count < take; row++)
            if (row >= skip) cells.Add(line.Split(',')[column]);
        return double.TryParse(cells[0], CultureInfo.InvariantCulture, out _)
            ? cells.Select(c => c.Length == 0 ? double.NaN : double.Parse(c, CultureInfo.InvariantCulture)).ToArray()
            : cells.Select(c => c.Length == 0 ? null : c).ToArray();
    }
}
