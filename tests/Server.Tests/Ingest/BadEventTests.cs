using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Tests.Ingest;

public sealed class BadEventTests
{
    static readonly string s_deep = new('[', 100);

    public static TheoryData<string, string, string> Bad => new()
    {
        { "5", "", "JSON object" },
        { "\"text\"", "", "JSON object" },
        { "[1]", "", "JSON object" },
        { "null", "", "JSON object" },
        { """{"id":true}""", "id", "text or a whole number" },
        { """{"id":1.5}""", "id", "text or a whole number" },
        { """{"id":1e3}""", "id", "text or a whole number" },
        { """{"id":""}""", "id", "1 to 200 bytes" },
        { $$"""{"id":"{{new string('x', 201)}}"}""", "id", "201" },
        { """{"id":"a\u0000b"}""", "id", "control" },
        { """{"id":"\ud800"}""", "id", "escape" },
        { """{"id":"a","id":"b"}""", "id", "twice" },
        { """{"id":"a","\u0069d":"b"}""", "id", "twice" },
        { """{"time":"yesterday"}""", "time", "ISO 8601" },
        { """{"time":"2026-03-01T12:00:00"}""", "time", "offset" },
        { """{"time":1772366400}""", "time", "ISO 8601" },
        { """{"time":"2026-02-30T12:00:00Z"}""", "time", "ISO 8601" },
        { """{"time":"2026-03-01T24:00:00Z"}""", "time", "ISO 8601" },
        { """{"time":"2026-03-01T12:05:01Z"}""", "time", "5 minutes ahead" },
        { """{"time":"1969-12-31T23:59:59Z"}""", "time", "before 1970" },
        { """{"time":"0001-01-01T00:00:00Z"}""", "time", "before 1970" },
        { """{"time":"9999-12-31T23:59:59Z"}""", "time", "ahead" },
        { """{"feature":{"x":1}}""", "feature", "no such field" },
        { """{"truth":1}""", "truth", "sent to truths" },
        { """{"features":[1]}""", "features", "JSON object" },
        { """{"features":{"x":{"y":1}}}""", "features.x", "number" },
        { """{"features":{"x":1,"x":2}}""", "features.x", "twice" },
        { """{"features":{"x":1,"\u0078":null}}""", "features.x", "twice" },
        { """{"features":{"x":1e999}}""", "features.x", "beyond" },
        { """{"features":{"x":-1e999}}""", "features.x", "beyond" },
        { """{"features":{"":1}}""", "features.", "1 to 200 bytes" },
        { """{"features":{"prediction":1}}""", "features.prediction", "taken" },
        { """{"segments":{"score.a":"x"}}""", "segments.score.a", "taken" },
        { """{"features":{"r":1},"segments":{"r":"x"}}""", "segments.r", "feature" },
        { $$$"""{"features":{"{{{new string('n', 201)}}}":1}}""", "features." + new string('n', 40) + "...", "1 to 200 bytes" },
        { """{"features":{"e":[1,"a"]}}""", "features.e", "numbers only" },
        { """{"features":{"e":[]}}""", "features.e", "at least one" },
        { """{"features":{"e":[[1]]}}""", "features.e", "numbers only" },
        { """{"score":"high"}""", "score", "numeric" },
        { """{"score":true}""", "score", "numeric" },
        { """{"scores":{"yes":"x"}}""", "scores.yes", "numeric" },
        { """{"latency_ms":-1}""", "latency_ms", "at least 0" },
        { """{"latency_ms":"Infinity"}""", "latency_ms", "finite" },
        { """{"weight":-0.5}""", "weight", "at least 0" },
        { """{"tags":["a"]}""", "tags", "JSON object" },
        { """{"tags":{"a":{}}}""", "tags", "a text" },
        { """{"tags":{"a":"1","a":"2"}}""", "tags.a", "twice" },
        { $$$"""{"tags":{"a":"{{{new string('x', 5000)}}}"}}""", "tags", "4096 bytes" },
        { $$"""{"version":"{{new string('v', 1001)}}"}""", "version", "1001" },
        { $$"""{"error":"{{new string('e', 70_000)}}"}""", "error", "70000" },
        { $$$"""{"features":{"x":{{{s_deep}}}}}""", "features.x", "numbers only" },
        { """{"id":"a",}""", "", "byte 10" },
        { """{"id":"a" "b":1}""", "", "byte 10" },
        { """{"id":'a'}""", "", "not valid JSON" },
        { """{"id":"a"} x""", "", "not valid JSON" },
        { """{"id":"a"}{"id":"b"}""", "", "not valid JSON" },
        { """{"features":{"x":01}}""", "", "not valid JSON" },
        { """{"features":{"x":+1}}""", "", "not valid JSON" },
        { """{"features":{"x":nan}}""", "", "not valid JSON" },
        { """{"features":{"x":--Infinity}}""", "", "not valid JSON" },
        { "id,x", "", "does not begin with {" },
        { """{"id":"a""", "", "not valid JSON" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_event_is_rejected_with_field_and_reason_and_its_neighbours_are_accepted(string bad, string field, string reason)
    {
        const string good = """{"id":"g","features":{"ok":1},"tags":{"t":"1"}}""";

        Decoded got = Decoded.Of($"{good}\n{bad}\n{good}\n", chunk: 64);

        Assert.Equal((3L, 2L), (got.Lines, got.Good));
        Server.Ingest.Rejection rejection = Assert.Single(got.Rejections);
        Assert.Equal((1L, field), (rejection.Index, rejection.Field));
        Assert.Contains(reason, rejection.Reason, StringComparison.Ordinal);
        Assert.Equal(["g", "g"], got.Ids);
        Assert.Equal([1d, 1d], got.Numbers("ok"));
        Assert.Equal(2, got.Batch.Tags!.Count);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_refuse_their_event_only()
    {
        byte[] bad = [.. "{\"id\":\"x"u8, 0xC3, 0x28, .. "\"}"u8];

        Decoded lines = Decoded.Of([.. "{\"id\":\"1\"}\n"u8, .. bad, .. "\n{\"id\":\"2\"}"u8]);
        Decoded array = Decoded.Of([.. "[{\"id\":\"1\"},"u8, .. bad, .. ",{\"id\":\"2\"}]"u8]);

        Assert.Equal(["1", "2"], lines.Ids);
        Assert.Equal(["1", "2"], array.Ids);
        Assert.All(lines.Rejections.Concat(array.Rejections), r => Assert.Contains("UTF-8", r.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[{},{}", 6)]
    [InlineData("[{},{},]", 7)]
    [InlineData("[{} {}]", 4)]
    [InlineData("[{},{}] x", 8)]
    [InlineData("[{},{\"id\":]", 10)]
    [InlineData("[", 1)]
    public void A_broken_array_says_the_byte(string body, int position)
    {
        foreach (int chunk in new[] { 1, 3, 100 })
        {
            Decoded got = Decoded.Of(body, chunk: chunk);
            Assert.Equal((400, (long?)position), (got.Fault!.Status, got.Fault.Position));
        }
    }

    [Fact]
    public void A_wrong_element_of_an_array_is_rejected_alone()
    {
        Decoded got = Decoded.Of("""[{"id":"1"},7,{"id":"2","features":{"x":{"deep":[{"er":1}]}}},"text",[1,[2]],null,{"id":"3"}]""",
            chunk: 2);

        Assert.Null(got.Fault);
        Assert.Equal(["1", "3"], got.Ids);
        Assert.Equal([1L, 2, 3, 4, 5], got.Rejections.Select(r => r.Index));
    }

    [Fact]
    public void Odd_numbers_are_what_they_are()
    {
        Decoded got =
            Decoded.Of("""{"features":{"z":-0,"h":123456789012345678901234567890,"t":4.9e-324,"u":1e-400,"m":1.7976931348623157e308}}""");

        Assert.Equal(double.NegativeZero, got.Numbers("z")[0]);
        Assert.True(double.IsNegative(got.Numbers("z")[0]));
        Assert.Equal([1.2345678901234568e29, 4.9e-324, 0, double.MaxValue],
            [got.Numbers("h")[0], got.Numbers("t")[0], got.Numbers("u")[0], got.Numbers("m")[0]]);
    }

    [Fact]
    public void A_feature_name_per_event_ends_at_the_limit_of_columns()
    {
        var body = new StringBuilder();
        for (int i = 0; i < 3_000; i++) body.Append("{\"features\":{\"n").Append(i).Append("\":1}}\n");

        Decoded got = Decoded.Of(body.ToString());

        Assert.InRange(got.Good, 900, IngestLimits.Columns);
        Assert.Equal(3_000, got.Lines);
        Assert.Contains("1000 columns", got.Rejections[0].Reason, StringComparison.Ordinal);
        Assert.All(got.Batches, b => Assert.True((long)b.Count * b.Columns.Count < 2 * IngestLimits.BatchCells));
    }

    [Fact]
    public void A_segment_value_per_user_ends_at_the_limit()
    {
        var body = new StringBuilder();
        for (int i = 0; i < 2_000; i++)
            body.Append("{\"segments\":{\"user\":\"u").Append(i).Append("\"},\"version\":\"v").Append(i % 7).Append("\"}\n");

        Decoded got = Decoded.Of(body.ToString());

        Assert.Equal(IngestLimits.SegmentValues, got.Good);
        Assert.Equal("segments.user", got.Rejections[0].Field);
    }

    [Fact]
    public void A_confirmed_column_rejects_what_contradicts_it_and_takes_what_fits()
    {
        ModelDefinition model = SchemaInference.Infer("m",
        [
            new("n", ColumnRole.Feature, ColumnType.Numeric), new("b", ColumnRole.Feature, ColumnType.Boolean),
            new("c", ColumnRole.Feature, ColumnType.Categorical), new("t", ColumnRole.Feature, ColumnType.Timestamp),
            new("v", ColumnRole.Feature, ColumnType.Vector), new("y", ColumnRole.Target, ColumnType.Numeric),
        ], [], Decoded.Received) with { IsConfirmed = true };

        Decoded got = Decoded.Of("""
            {"features":{"n":1,"b":0,"c":7,"t":"2026-01-01T00:00:00Z","v":[1,2]}}
            {"features":{"b":"TRUE","c":true,"n":"NA"}}
            {"features":{"n":"1x"}}
            {"features":{"b":2}}
            {"features":{"b":"yes"}}
            {"features":{"t":5}}
            {"features":{"v":1}}
            {"features":{"c":[1]}}
            {"features":{"v":[1,2,3]}}
            {"features":{"y":1}}
            {"features":{"n":false}}
            """, model);

        Assert.Equal(2, got.Good);
        Assert.Equal(["false", "true"], got.Texts("b"));
        Assert.Equal(["7", "true"], got.Texts("c"));
        Assert.Equal(Decoded.Microseconds(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            ((TimestampSlice)got.Column("t")!).Microseconds.Span[0]);
        Assert.Equal(["features.n", "features.b", "features.b", "features.t", "features.v", "features.c", "features.v", "features.y",
            "features.n"],
            got.Rejections.Select(r => r.Field));
    }
}
