using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Logs;

namespace Plumbline.Server.Tests.Logs;

public sealed class LineRecognitionTests
{
    static readonly DateTimeOffset s_at = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-22 09:00:00,123 ERROR scorer: no answer", LineLevel.Error)]
    [InlineData("WARNING:root:careful", LineLevel.Warning)]
    [InlineData("[info] started", LineLevel.Info)]
    [InlineData("ts=1 level=warn msg=\"slow\"", LineLevel.Warning)]
    [InlineData("""{"ts": 1, "level": "error", "msg": "x"}""", LineLevel.Error)]
    [InlineData("""{"levelname":"CRITICAL"}""", LineLevel.Fatal)]
    [InlineData("E1122 09:15:00.123456 7 main.cc:12] failed", LineLevel.Error)]
    [InlineData("Traceback (most recent call last):", LineLevel.Error)]
    [InlineData("ValueError: could not convert", LineLevel.Error)]
    [InlineData("System.IO.IOException: no space", LineLevel.Error)]
    [InlineData("debug: loading", LineLevel.Debug)]
    [InlineData("fail: no", LineLevel.None)]
    [InlineData("the error rate is low", LineLevel.None)]
    [InlineData("an info desk", LineLevel.None)]
    [InlineData("", LineLevel.None)]
    public void The_level_is_read_from_the_line_where_it_is_meant(string line, LineLevel level) => Assert.Equal(level, LevelWords.Of(line));

    [Theory]
    [InlineData("""{"vh_metadata": {"confidence": 0.92, "frames": 3}}""", "confidence=0.92,frames=3", null)]
    [InlineData("""  {"vh_metadata": {"ok": true}}  """, "ok=1", null)]
    [InlineData("""{'vh_metadata': {'confidence': 0.92, 'n': 1_000, 'bad': False}}""", "confidence=0.92,n=1000,bad=0", null)]
    [InlineData("""{'vh_metadata': {'loss': np.float32(0.5)}}""", "loss=0.5", null)]
    [InlineData("""{"vh_metadata": {"loss": "0.25"}}""", "loss=0.25", null)]
    [InlineData("""{"vh_metadata": {"confidence": NaN, "x": 1}}""", "x=1", "nan confidence")]
    [InlineData("""{'vh_metadata': {'confidence': nan}}""", "", "nan confidence")]
    [InlineData("""{"vh_metadata": {"loss": -Infinity}}""", "", "nan loss")]
    [InlineData("""{"vh_metadata": {"accuracy": 0.9, "best_guess": "dog"}}""", "accuracy=0.9", "text best_guess")]
    [InlineData("""{'vh_metadata': {'confidence': c}}""", "", "name c")]
    [InlineData("{‘vh_metadata’: {‘confidence’: c}}", "", "quotes ")]
    [InlineData("""{"vh_metadata": {"a": 1}""", "", "json 25")]
    [InlineData("""{"vh_metadata": 5}""", "", "object vh_metadata")]
    [InlineData("""{"vh_metadata": {}}""", "", "none ")]
    [InlineData("""{"vh_metadata": {"a": [1]}}""", "", "nested a")]
    [InlineData("""{"vh_metadata": {"a": null}}""", "", "empty a")]
    [InlineData("""{"vh_metadata": {"": 1}}""", "", "metric_name ")]
    public void Lines_that_carry_metrics_become_metrics_or_say_why_not(string line, string points, string? reason)
    {
        LineNumbers read = new MetricLines(new ModelBounds(), takesBare: false).Read(line, s_at);

        Assert.Equal(points, Text(read));
        Assert.Equal(reason, read.Reason is null ? null : $"{read.Reason["lines.refused.".Length..]} {read.Detail}");
        Assert.Equal(points.Length == 0 ? LineMetric.Refused : reason is null ? LineMetric.Became : LineMetric.Partly, read.Metric);
    }

    [Theory]
    [InlineData("""{"epoch": 3, "loss": 0.12}""")]
    [InlineData("{not json at all")]
    [InlineData("vh_metadata is a word")]
    [InlineData("")]
    public void Ordinary_lines_carry_none(string line) =>
        Assert.Equal(LineMetric.None, new MetricLines(new ModelBounds(), takesBare: false).Read(line, s_at).Metric);

    [Fact]
    public void Objects_with_nothing_around_them_become_metrics_where_that_is_asked_for()
    {
        var lines = new MetricLines(new ModelBounds(), takesBare: true);

        Assert.Equal("epoch=3,loss=0.12", Text(lines.Read("""{"epoch": 3, "loss": 0.12}""", s_at)));
        Assert.Equal("loss=0.5", Text(lines.Read("{'loss': 0.5}", s_at)));
        Assert.Equal(LineMetric.None, lines.Read("epoch 3", s_at).Metric);
    }

    [Fact]
    public void The_embedded_metric_format_names_its_metrics_and_their_time()
    {
        const string Line = """
            {"_aws":{"Timestamp":1700000000000,"CloudWatchMetrics":[{"Namespace":"mm","Dimensions":[["model"]],"Metrics":[{"Name":"confidence","Unit":"None"},{"Name":"gone"}]}]},"model":"yolo","confidence":[0.91,0.88],"requestId":"abc","other":1}
            """;

        LineNumbers read = new MetricLines(new ModelBounds(), takesBare: false).Read(Line, s_at);

        Assert.Equal("confidence=0.91,confidence=0.88", Text(read));
        Assert.All(read.Points, p => Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), p.Time));
        Assert.Equal(("lines.refused.empty", "gone", "confidence"), (read.Reason, read.Detail, read.Names));
    }

    [Fact]
    public void A_line_gives_a_thousand_numbers_and_a_model_has_a_thousand_metrics()
    {
        var bounds = new ModelBounds();
        string Of(int from) => $"{{\"vh_metadata\": {{{string.Join(',', Enumerable.Range(from, 1_001).Select(i => $"\"m{i}\":{i}"))}}}}}";

        LineNumbers first = new MetricLines(bounds, takesBare: false).Read(Of(0), s_at),
            second = new MetricLines(bounds, takesBare: false).Read(Of(5_000), s_at);

        Assert.Equal((1_000, "lines.refused.too_many"), (first.Points.Length, first.Reason));
        Assert.Equal((LineMetric.Refused, "lines.refused.too_many_names"), (second.Metric, second.Reason));
    }

    static string Text(LineNumbers read) => string.Join(',', read.Points.Select(p => FormattableString.Invariant($"{p.Name}={p.Value}")));
}
