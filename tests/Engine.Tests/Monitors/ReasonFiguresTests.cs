using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class ReasonFiguresTests
{
    [Theory]
    [InlineData("latency_p95", 163.02, "163 ms")]
    [InlineData("missing_share", .238, "23.8 %")]
    [InlineData("age", 7_200, "7200 s")]
    [InlineData("rows", 812, "812")]
    [InlineData("psi", .2514, "0.2514")]
    [InlineData("metric.cache_share.mean", .5, "0.5")]
    [InlineData("latency_p95", double.NaN, "?")]
    public void A_value_is_said_in_the_unit_of_its_measure(string measure, double value, string expected) =>
        Assert.Equal(expected, ReasonFigures.Of(measure, value));

    [Fact]
    public void A_reason_repeats_no_number_without_its_unit()
    {
        var seen = new Observation { Subject = "latency_p95", Measure = "latency_p95", Value = 163, Low = 150, High = 170, N = 900 };

        var part = ThresholdRule.Judge(seen, new Threshold(null, 100, ThresholdRelation.Absolute), MonitorSeverity.Warning);

        Assert.Equal("latency_p95 is 163 ms (95 % interval 150 ms to 170 ms), wholly above 100 ms", part.Reasons[0].ToString());
    }
}
