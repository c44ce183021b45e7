using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Tests.Monitors;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Operations;

public sealed class OperationsMonitorTests
{
    [Fact]
    public void The_latency_quantile_is_that_of_the_values_with_an_interval_around_it()
    {
        double[] latency = [.. Enumerable.Range(1, 1_000).Select(i => (double)i)];

        var part = Part("latency_p95", Live.AtMost(900), Rows(latency));

        Assert.InRange(part.Value, 949, 951);
        // Sampling alone: 13.5 ranks to either side; the sketch adds its own error.
        Assert.InRange(part.Low!.Value, 915, 936.5);
        Assert.InRange(part.High!.Value, 963.5, 985);
        Assert.Equal(EvaluationStatus.Warning, part.Status);
    }

    [Fact]
    public void The_interval_of_a_bounded_sketch_is_wider_by_its_rank_error()
    {
        var rows = Rows(Some.Normal(60_000, 1, 100, 10));
        var profile = Live.Evidence(rows, null).Profile!;

        var p50 = OperationsMeasures.Of("latency_p50", profile, null);

        Assert.InRange(100, p50.Low, p50.High);
        Assert.True(p50.High - p50.Low > 2 * 1.96 * .5 / Math.Sqrt(60_000) * 10 * 2.5);
    }

    [Theory]
    [InlineData("latency_p50", 29)]
    [InlineData("latency_p95", 59)]
    [InlineData("latency_p99", 299)]
    public void A_quantile_needs_rows_beyond_it(string measure, int tooFew)
    {
        Assert.Equal(EvaluationStatus.InsufficientData, Part(measure, Live.AtMost(1), Rows(Some.Normal(tooFew, 1, 100))).Status);
        Assert.Equal(EvaluationStatus.Warning, Part(measure, Live.AtMost(1), Rows(Some.Normal(tooFew + 1, 1, 100))).Status);
    }

    [Fact]
    public void Without_a_threshold_latency_may_be_half_as_much_again_as_in_the_baseline()
    {
        var monitor = Live.Monitor(MonitorKind.Operations, "latency_p95");
        var baseline = Live.BaselineOf(Rows(Some.Normal(5_000, 1, 100, 5)));

        Assert.Equal(EvaluationStatus.Ok, Live.Evaluate(monitor, Live.Evidence(Rows(Some.Normal(2_000, 2, 130, 5)), baseline)).Status);
        Assert.Equal(EvaluationStatus.Warning, Live.Evaluate(monitor, Live.Evidence(Rows(Some.Normal(2_000, 2, 180, 5)), baseline)).Status);
    }

    [Fact]
    public void A_baseline_that_is_not_there_is_named()
    {
        var monitor = Live.Monitor(MonitorKind.Operations, "latency_p95");

        var evaluation = Live.Evaluate(monitor, Live.Evidence(Rows(Some.Normal(2_000, 2, 130, 5)), null));

        Assert.Equal(EvaluationStatus.InsufficientData, evaluation.Status);
        Assert.Equal("monitor.no_baseline", Assert.Single(Assert.Single(evaluation.Parts).Reasons).Key);
    }

    [Fact]
    public void Throughput_is_events_per_second_of_the_window_and_none_is_zero()
    {
        var monitor = Live.Monitor(MonitorKind.Operations, "throughput", Live.AtLeast(.1));
        var evidence = Live.Evidence(Rows(Some.Normal(3_600, 1)), null);

        var busy = Live.Evaluate(monitor, evidence).Parts[0];
        var silent = Live.Evaluate(monitor, evidence with { Profile = null }).Parts[0];

        Assert.Equal((1, EvaluationStatus.Ok), (busy.Value, busy.Status));
        Assert.Equal((0, EvaluationStatus.Warning), (silent.Value, silent.Status));
    }

    [Fact]
    public void The_share_of_errors_has_the_interval_of_Wilson_and_breaches_against_the_baseline_beyond_chance_only()
    {
        var monitor = Live.Monitor(MonitorKind.Operations, "error_share");
        var baseline = Live.BaselineOf(Rows(Some.Normal(5_000, 1), errors: 50));

        var many = Live.Evaluate(monitor, Live.Evidence(Rows(Some.Normal(1_000, 2), errors: 80), baseline)).Parts[0];
        var perhaps = Live.Evaluate(monitor, Live.Evidence(Rows(Some.Normal(100, 2), errors: 4), baseline)).Parts[0];

        Assert.Equal(.08, many.Value);
        Assert.Equal((.0647, .0985), (Math.Round(many.Low!.Value, 4), Math.Round(many.High!.Value, 4)));
        Assert.Equal(.03, many.Threshold!.Value, 9);
        Assert.Equal(EvaluationStatus.Warning, many.Status);
        Assert.Equal((EvaluationStatus.Ok, "monitor.unsure"), (perhaps.Status, perhaps.Reasons[0].Key));
    }

    [Theory]
    [InlineData("count", 4)]
    [InlineData("min", -1)]
    [InlineData("max", 9)]
    [InlineData("sum", 10)]
    [InlineData("mean", 2.5)]
    public void A_custom_metric_has_five_statistics(string statistic, double value)
    {
        var evidence = Live.Evidence(Rows(Some.Normal(40, 1)), null) with
        {
            Metrics = new Dictionary<string, MetricSummary> { ["gpu.load"] = new(4, 10, -1, 9) },
        };

        var part = Live.Evaluate(Live.Monitor(MonitorKind.Operations, "metric.gpu.load." + statistic, Live.AtMost(100)), evidence).Parts[0];

        Assert.Equal((value, EvaluationStatus.Ok), (part.Value, part.Status));
    }

    [Fact]
    public void A_metric_that_did_not_come_is_too_little_data_and_needs_a_threshold()
    {
        var evidence = Live.Evidence(Rows(Some.Normal(40, 1)), null);

        var absent = Live.Evaluate(Live.Monitor(MonitorKind.Operations, "metric.gpu.max", Live.AtMost(1)), evidence);
        var withoutRule = Live.Evaluate(Live.Monitor(MonitorKind.Operations, "metric.gpu.max"), evidence);
        var unknown = Live.Evaluate(Live.Monitor(MonitorKind.Operations, "latency_p90"), evidence);

        Assert.Equal(EvaluationStatus.InsufficientData, absent.Status);
        Assert.Equal("monitor.needs_threshold", withoutRule.Reasons[0].Key);
        Assert.Contains("latency_p", unknown.Reasons[0].ToString(), StringComparison.Ordinal);
    }

    static EvaluationPart Part(string measure, Threshold threshold, InMemoryDataset rows) =>
        Assert.Single(Live.Evaluate(Live.Monitor(MonitorKind.Operations, measure, threshold), Live.Evidence(rows, null)).Parts);

    static InMemoryDataset Rows(double[] latency, int errors = 0) => Some.Dataset(("latency_ms", latency),
        ("error", latency.Select((_, i) => i < errors ? "timeout" : null).ToArray()))
        .WithRole("latency_ms", ColumnRole.Latency).WithRole("error", ColumnRole.Error);
}
