using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Exposition;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Exposition;

public sealed partial class MetricsEndpointTests
{
    [Fact]
    public async Task Both_formats_are_answered_by_what_is_asked_for()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Answer plain = await server.GetAsync("/metrics"),
            open = await server.GetAsync("/metrics", null, ("Accept", "application/openmetrics-text; version=1.0.0"));

        Assert.Equal(["text/plain; version=0.0.4; charset=utf-8"], plain.Headers["Content-Type"]);
        Assert.Equal(["application/openmetrics-text; version=1.0.0; charset=utf-8"], open.Headers["Content-Type"]);
        Assert.EndsWith("# EOF\n", open.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("# EOF", plain.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_counted_by_the_class_of_their_answer()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        for (int i = 0; i < 3; i++) await server.GetAsync("/nothing");
        await server.GetAsync("/healthz");

        string text = (await server.GetAsync("/metrics")).Text;

        Assert.Contains("plumbline_http_answers_total{class=\"2xx\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("plumbline_http_answers_total{class=\"4xx\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("plumbline_http_requests_in_flight 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_name_is_well_formed_said_once_and_ends_with_its_unit()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        MetricFamily[] families = [.. server.Server.Service<IEnumerable<IMetricSource>>().SelectMany(s => s.Read())];

        Assert.All(families, f => Assert.Matches(Name(), f.Name));
        Assert.Empty(families.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(families.Where(f => f.Unit is not null), f => Assert.EndsWith("_" + f.Unit, f.Name, StringComparison.Ordinal));
        Assert.All(families, f => Assert.False(f.Name.EndsWith("_total", StringComparison.Ordinal)
            || f.Name.EndsWith("_info", StringComparison.Ordinal)));
        Assert.All(families.SelectMany(f => f.Samples).SelectMany(s => s.Labels), l => Assert.Matches(Name(), l.Key));
    }

    [Fact]
    public async Task An_answer_that_would_grow_too_large_leaves_whole_families_out_and_says_so()
    {
        await using RunningServer server = await RunningServer.StartAsync(further: s => s.AddSingleton<IMetricSource, TooMuch>());

        Answer answer = await server.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("too_much", answer.Text, StringComparison.Ordinal);
        Assert.Contains("plumbline_exposition_families_left_out 1\n", answer.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Name();

    sealed class TooMuch : IMetricSource
    {
        public IEnumerable<MetricFamily> Read() =>
            [new("too_much", MetricKind.Gauge, "More than fits.",
                [.. Enumerable.Range(0, MetricsEndpoint.MostSamples + 1).Select(i => MetricSample.Of(i, ("n", $"{i}")))])];
    }
}
