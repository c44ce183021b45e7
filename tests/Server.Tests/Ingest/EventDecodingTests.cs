using System.Text;
using Plumbline.Engine.Columns;

namespace Plumbline.Server.Tests.Ingest;

public sealed class EventDecodingTests
{
    const string Whole = """
        {"id":"a","time":"2026-03-01T11:00:00.5+01:00","version":"v2","environment":"prod","features":{"age":41,"ok":true,"plan":"gold","e":[1,2.5]},
        "prediction":"yes","score":0.75,"scores":{"yes":0.75,"no":0.25},"latency_ms":12.5,"segments":{"region":"north"},"tags":{"user":"u\"1","n":7},
        "weight":2,"error":"none at all"}
        """;

    [Fact]
    public void Every_field_of_an_event_becomes_its_column()
    {
        Decoded got = Decoded.Of(Whole, layout: Server.Ingest.Json.JsonLayout.Objects);

        Assert.Equal(["a"], got.Ids);
        Assert.Equal(Decoded.Microseconds(new DateTimeOffset(2026, 3, 1, 10, 0, 0, 500, TimeSpan.Zero)), got.Batch.Times.Span[0]);
        Assert.Equal([41d], got.Numbers("age"));
        Assert.Equal(["true"], got.Texts("ok"));
        Assert.Equal(ColumnType.Boolean, got.Column("ok")!.Column.Type);
        Assert.Equal(["gold"], got.Texts("plan"));
        Assert.Equal([1f, 2.5f], Assert.IsType<VectorSlice>(got.Column("e")).Values.ToArray());
        Assert.Equal(["yes"], got.Texts("prediction"));
        Assert.Equal([.75], got.Numbers("score"));
        Assert.Equal([.25], got.Numbers("score.no"));
        Assert.Equal("no", got.Column("score.no")!.Column.ScoreOf);
        Assert.Equal([12.5], got.Numbers("latency_ms"));
        Assert.Equal(["north"], got.Texts("region"));
        Assert.Equal(ColumnRole.Segment, got.Column("region")!.Column.Role);
        Assert.Equal("""{"user":"u\"1","n":"7"}""", Encoding.UTF8.GetString(got.Batch.Tags![0]));
        Assert.Equal([2d], got.Numbers("weight"));
        Assert.Equal(["none at all"], got.Texts("error"));
        Assert.Equal(ColumnRole.Error, got.Column("error")!.Column.Role);
        Assert.Equal(["v2"], got.Texts("version"));
        Assert.Equal(["prod"], got.Texts("environment"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Arrays_and_lines_with_a_mark_blank_lines_and_carriage_returns_are_the_same(int chunk)
    {
        string[] bodies =
        [
            """{"id":"1","features":{"x":1}}""" + "\n" + """{"id":"2","features":{"x":2}}""",
            "\uFEFF" + """{"id":"1","features":{"x":1}}""" + "\r\n\r\n  \r\n" + """{"id":"2","features":{"x":2}}""" + "\r\n",
            """[{"id":"1","features":{"x":1}},{"id":"2","features":{"x":2}}]""",
            "\uFEFF \n[ {\"id\":\"1\",\n\"features\":{\"x\":1}}\r\n , {\"id\":\"2\",\"features\":{\"x\":2}} ] \n",
        ];

        foreach (string body in bodies)
        {
            Decoded got = Decoded.Of(body, chunk: chunk);
            Assert.Null(got.Fault);
            Assert.Equal(["1", "2"], got.Ids);
            Assert.Equal([1d, 2d], got.Numbers("x"));
            Assert.Equal(2, got.Lines);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData(" \r\n \n")]
    [InlineData("\uFEFF[ ]\n")]
    public void Nothing_is_nothing(string body)
    {
        Decoded got = Decoded.Of(body, chunk: 1);

        Assert.Equal((0L, 0, null), (got.Lines, got.Batches.Count, got.Fault));
    }

    [Fact]
    public void A_missing_value_is_counted_by_its_spelling()
    {
        Decoded got = Decoded.Of("""
            {"features":{"x":1,"c":"a"}}
            {"features":{"x":null}}
            {"features":{"x":"NA","c":" ? "}}
            {}
            {"features":{"x":NaN,"c":"null"}}
            {"features":{"x":"  ","c":""}}
            """);

        Assert.Equal([1, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], got.Numbers("x"));
        Assert.Equal([new(string.Empty, 3), new("NA", 1), new KeyValuePair<string, long>("NaN", 1)], got.Column("x")!.Missing.BySpelling);
        Assert.Equal(["a", null, null, null, null, null], got.Texts("c"));
        Assert.Equal([new(string.Empty, 3), new("?", 1), new KeyValuePair<string, long>("null", 1)], got.Column("c")!.Missing.BySpelling);
    }

    [Theory]
    [InlineData("\n", "", "")]
    [InlineData(",", "[", "]")]
    public void Bare_numbers_of_Python_are_missing_or_infinite(string between, string open, string close)
    {
        string[] events =
        [
            """{"id":"NaN","features":{"x":NaN,"y":Infinity,"s":"NaN or -Infinity, \"NaN"}}""",
            """{"id":"b","features":{"x":-Infinity,"y":-1,"e":[NaN,1,-Infinity]}}""",
            """{"id":"c","features":{"x":2,"y":"Infinity"}}""",
        ];

        Decoded got = Decoded.Of(open + string.Join(between, events) + close, chunk: 11);

        Assert.Null(got.Fault);
        Assert.Equal(["NaN", "b", "c"], got.Ids);
        Assert.Equal([double.NaN, double.NegativeInfinity, 2], got.Numbers("x"));
        Assert.Equal([double.PositiveInfinity, -1, double.PositiveInfinity], got.Numbers("y"));
        Assert.Equal(["NaN or -Infinity, \"NaN", null, null], got.Texts("s"));
        Assert.Equal([float.NaN, 1, float.NegativeInfinity], Assert.IsType<VectorSlice>(got.Column("e")).Values[3..6].ToArray());
    }

    [Fact]
    public void An_id_may_be_a_whole_number_and_is_made_when_it_is_missing()
    {
        Decoded got = Decoded.Of("""
            {"id":12345678901234567890123}
            {"id":-7,"time":null}
            {"time":"2026-02-28T00:00:00Z"}
            {"id":null}
            """);

        Assert.Equal(["12345678901234567890123", "-7", "made-2", "made-3"], got.Ids);
        Assert.Equal(Decoded.Microseconds(Decoded.Received), got.Batch.Times.Span[0]);
        Assert.Equal(Decoded.Microseconds(Decoded.Received), got.Batch.Times.Span[3]);
    }

    [Fact]
    public void A_type_widens_within_the_first_events_and_keeps_the_values()
    {
        Decoded got = Decoded.Of("""
            {"features":{"a":1,"b":true}}
            {"features":{"a":2.50,"b":"maybe"}}
            {"features":{"a":1e15,"b":null}}
            {"features":{"a":"x","b":3}}
            {"features":{"a":-0.0}}
            """);

        Assert.Equal(["1", "2.5", "1000000000000000", "x", "0"], got.Texts("a"));
        Assert.Equal(["true", "maybe", null, "3", null], got.Texts("b"));
        Assert.Equal(ColumnType.Categorical, got.Column("b")!.Column.Type);
    }

    [Fact]
    public void A_rejected_event_leaves_nothing_behind()
    {
        Decoded got = Decoded.Of("""
            {"id":"1","features":{"a":1,"c":"x"},"tags":{"t":"1"}}
            {"id":"2","features":{"a":2,"c":"only here","late":7,"n":"NA"},"tags":{"t":"2"},"surprise":1}
            {"id":"3","features":{"c":"x","late":"text"}}
            """);

        Assert.Equal(["1", "3"], got.Ids);
        Assert.Equal(["x"], Assert.IsType<CategoricalSlice>(got.Column("c")).Categories);
        Assert.Equal([null, "text"], got.Texts("late"));
        Assert.Equal([1, double.NaN], got.Numbers("a"));
        Assert.Equal(2, got.Batch.Tags!.Count);
        Assert.Equal(0, got.Batch.Tags[1].Length);
        Assert.Equal((1L, "surprise"), (got.Rejections[0].Index, got.Rejections[0].Field));
    }

    [Fact]
    public void Many_events_are_several_batches_in_order()
    {
        var body = new StringBuilder();
        for (int i = 0; i < 12_000; i++) body.Append("{\"id\":").Append(i).Append(",\"features\":{\"x\":").Append(i).Append("}}\n");

        Decoded got = Decoded.Of(body.ToString(), chunk: 65_536);

        Assert.Equal([5_000, 5_000, 2_000], got.Batches.Select(b => b.Count));
        Assert.Equal(Enumerable.Range(0, 12_000).Select(i => (double)i),
            got.Batches.SelectMany(b => ((NumericSlice)b.Columns[0]).Values.ToArray()));
    }

    [Fact]
    public void Names_and_values_with_escapes_are_what_they_mean()
    {
        Decoded got = Decoded.Of("""
            {"\u0069d":"\u00fc\n\ud83d\ude00".,"features":{}}
            {"\u0069d":"\u00fc\ud83d\ude00","f\u0065atures":{"na\u006de":"a\tb","name":1}}
            {"\u0069d":"\u00fc\ud83d\ude00","f\u0065atures":{"na\u006de":"a\tb"}}
            """);

        Assert.Equal(["ü😀"], got.Ids);
        Assert.Equal(["a\tb"], got.Texts("name"));
        Assert.Equal(2, got.Rejections.Count);
    }
}
