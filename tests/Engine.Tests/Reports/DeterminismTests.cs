using System.Text;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Tests.Profiles;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Reports;

public sealed class DeterminismTests
{
    [Fact]
    public void The_same_rows_give_the_same_report_whatever_the_parallelism()
    {
        var (reference, current) = (ProfileTests.Churn(2_000, 1), ProfileTests.Churn(2_000, 2, shift: .3));

        string one = Json(ReportOf.Rows(reference, current, new ReportOptions { Parallelism = 1 }));
        string eight = Json(ReportOf.Rows(reference, current, new ReportOptions { Parallelism = 8 }));

        Assert.Equal(one, eight);
    }

    [Fact]
    public void A_small_report_is_the_golden_file()
    {
        string golden = Repository.Path("tests", "Engine.Tests", "Reports", "report.golden.json");

        string written = GoldenText.Rounded(Json(ReportOf.Rows(ProfileTests.Churn(200, 1), ProfileTests.Churn(150, 2, shift: 2))));

        if (Environment.GetEnvironmentVariable("PLUMBLINE_UPDATE_GOLDEN") == "1") File.WriteAllText(golden, written + "\n");
        Assert.Equal(File.ReadAllText(golden).TrimEnd(), written);
    }

    [Fact]
    public void Every_measure_asked_for_is_there_with_a_number_or_a_reason()
    {
        var report = ReportOf.Rows(ProfileTests.Churn(300, 1), ProfileTests.Churn(300, 2),
            ReportOf.ColumnsOnly with { Measures = MeasureSelection.All });

        var age = report.Columns[0].Measures;
        Assert.Equal(DriftMeasures.All.Where(m => m != DriftMeasure.FisherExact).Select(m => m.Name()), age.Keys);
        Assert.All(report.Columns.SelectMany(c => c.Measures.Values), m => Assert.True(double.IsFinite(m.Value) || m.Reason is not null));
        Assert.True(double.IsFinite(report.Columns.Single(c => c.Name == "member").Measures["fisher_exact"].Value));
    }

    [Fact]
    public void Progress_names_its_stages_and_counts_the_columns()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<ReportProgress>();
        var (reference, current) = (ProfileTests.Churn(100, 1), ProfileTests.Churn(100, 2));

        ReportBuilder.Build(new ReportSource.Rows(reference), new ReportSource.Rows(current), ReportOf.ColumnsOnly, new Listener(seen),
            CancellationToken.None);

        Assert.Contains(new ReportProgress("columns", 5, 5), seen);
        Assert.Equal(["columns", "fairness", "integrity", "multivariate", "quality", "segments"], seen.Select(p =>
            p.Stage).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cancelled_report_ends_at_once()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            ReportBuilder.Build(new ReportSource.Rows(ProfileTests.Churn(100, 1)), new ReportSource.Rows(ProfileTests.Churn(100, 2)),
                new ReportOptions(), null, cancelled.Token));
    }

    static string Json(Report report)
    {
        var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    sealed class Listener(System.Collections.Concurrent.ConcurrentQueue<ReportProgress> seen) : IProgress<ReportProgress>
    {
        public void Report(ReportProgress value) => seen.Enqueue(value);
    }
}
