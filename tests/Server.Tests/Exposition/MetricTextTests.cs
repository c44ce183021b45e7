using Plumbline.Server.Exposition;

namespace Plumbline.Server.Tests.Exposition;

public sealed class MetricTextTests
{
    static readonly MetricFamily s_seconds = new("work_seconds", MetricKind.Counter, "Time\\ spent \"at\"\nwork.",
        [MetricSample.Of(1.5, ("model", "a\"b\\c\nd")), MetricSample.Of(double.NaN, ("model", "x"), ("side", "left"))]) { Unit =
            "seconds" };

    [Fact]
    public void The_older_format_names_samples_and_escapes_help_and_labels()
    {
        string text = MetricText.Write([s_seconds], MetricFormat.Prometheus);

        Assert.Equal("""
            # HELP work_seconds_total Time\\ spent "at"\nwork.
            # TYPE work_seconds_total counter
            work_seconds_total{model="a\"b\\c\nd"} 1.5
            work_seconds_total{model="x",side="left"} NaN

            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void OpenMetrics_names_families_units_and_the_end()
    {
        string text = MetricText.Write([s_seconds, new MetricFamily("a_build", MetricKind.Info, "Which.",
            [MetricSample.Of(1, ("v", "1"))])], MetricFormat.OpenMetrics);

        Assert.Equal("""
            # HELP work_seconds Time\\ spent \"at\"\nwork.
            # TYPE work_seconds counter
            # UNIT work_seconds seconds
            work_seconds_total{model="a\"b\\c\nd"} 1.5
            work_seconds_total{model="x",side="left"} NaN
            # HELP a_build Which.
            # TYPE a_build info
            a_build_info{v="1"} 1
            # EOF

            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void A_histogram_counts_up_to_each_bound_and_ends_with_sum_and_count()
    {
        var waits = new MetricFamily("wait_seconds", MetricKind.Histogram, "Waits.",
            [.. MetricHistogram.Samples([.5, 1], [2, 0, 3], 12.5, ("kind", "a"))]) { Unit = "seconds" };

        Assert.Equal("""
            # HELP wait_seconds Waits.
            # TYPE wait_seconds histogram
            wait_seconds_bucket{kind="a",le="0.5"} 2
            wait_seconds_bucket{kind="a",le="1.0"} 2
            wait_seconds_bucket{kind="a",le="+Inf"} 5
            wait_seconds_sum{kind="a"} 12.5
            wait_seconds_count{kind="a"} 5

            """.ReplaceLineEndings("\n"), MetricText.Write([waits], MetricFormat.Prometheus));
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(1e21, "1E+21")]
    [InlineData(123456789012d, "123456789012")]
    public void Numbers_are_written_the_same_in_every_culture(double value, string expected)
    {
        string text = MetricText.Write([MetricFamily.Of("a", MetricKind.Gauge, "b", value)], MetricFormat.Prometheus);

        Assert.EndsWith($"\na {expected}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_without_samples_is_not_mentioned() =>
        Assert.Equal("", MetricText.Write([new MetricFamily("a", MetricKind.Gauge, "b", [])], MetricFormat.Prometheus));

    [Theory]
    [InlineData(null, false)]
    [InlineData("*/*", false)]
    [InlineData("text/html", false)]
    [InlineData("text/plain", false)]
    [InlineData("application/openmetrics-text", true)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", true)]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", true)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.2,text/plain;version=0.0.4;q=0.9", false)]
    [InlineData("application/openmetrics-text;version=2.0.0", false)]
    [InlineData("application/openmetrics-text;q=0", false)]
    [InlineData(";;;,", false)]
    public void The_format_is_chosen_by_what_is_accepted(string? accept, bool isOpen) =>
        Assert.Equal(isOpen ? MetricFormat.OpenMetrics : MetricFormat.Prometheus, MetricNegotiation.Choose(accept is null ? [] : [accept]));
}
