using Plumbline.Engine.Storage;
using Plumbline.Storage.LogLines;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.LogLines;

public sealed class LineStoreTests : IDisposable
{
    static readonly DateTimeOffset s_at = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();
    LineStore _store;

    public LineStoreTests() => _store = LineStore.Create(File);

    string File => Path.Combine(_folder.Path, "logs.db");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_was_added_is_there_after_opening_again_field_by_field()
    {
        var line = Line("disk is full", 3) with
        {
            Level = LineLevel.Error, Stream = LineStream.Stderr, Source = "scorer-1", Version = "7", EventId = "a1",
                Fields = """{"free":0}""",
            Metric = LineMetric.Partly, MetricNames = "a,b", MetricReason = "lines.refused.nan", MetricDetail = "c",
        };
        long first = _store.Add([Batch(1, line)])[0];

        Reopen();

        Assert.Equal(line with { Number = first }, Assert.Single(All(1)));
    }

    [Theory]
    [InlineData("漂移", "检测到数据漂移：特征 age 超过阈值")]
    [InlineData("移", "检测到数据漂移：特征 age 超过阈值")]
    [InlineData("数据漂移 阈值", "检测到数据漂移：特征 age 超过阈值")]
    [InlineData("ÄRGER", "viel ärger mit dem Netz")]
    [InlineData("conn", "Connection refused")]
    [InlineData("refused connection", "Connection refused")]
    [InlineData("\"quoted\"", "he said \"quoted\" twice")]
    [InlineData("text:NOT", "text:NOT a column")]
    [InlineData("AND", "this AND that")]
    [InlineData("foo*", "glob foo* here")]
    [InlineData("NEAR(a", "NEAR(a b, 2)")]
    [InlineData("->", "a -> b")]
    [InlineData("100%", "100% done")]
    [InlineData("'; DROP TABLE lines; --", "'; DROP TABLE lines; --")]
    public void A_search_finds_its_text_and_nothing_in_it_has_a_meaning_of_its_own(string sought, string line)
    {
        _store.Add([Batch(1, Line(line, 0), Line("another line about nothing", 1), Line("age text foo glob a b done said", 2))]);
        _store.Add([Batch(2, Line(line, 0))]);

        LogLine found = Assert.Single(_store.Page(new LineQuery { Model = 1, Text = sought }, null, 10).Lines);

        Assert.Equal(line, found.Message);
    }

    [Theory]
    [InlineData("nection")]
    [InlineData("漂流")]
    [InlineData("refused -")]
    [InlineData("\"")]
    public void What_is_not_in_a_line_is_not_found(string sought)
    {
        _store.Add([Batch(1, Line("Connection refused", 0), Line("漂移，流量", 1))]);

        Assert.Empty(_store.Page(new LineQuery { Model = 1, Text = sought }, null, 10).Lines);
    }

    [Fact]
    public void Pages_go_back_in_time_and_have_each_line_once_also_where_times_are_equal()
    {
        _store.Add([Batch(1, [.. Enumerable.Range(0, 25).Select(i => Line($"line {i}", i / 10))])]);
        List<string> seen = [];

        LinePlace? place = null;
        do
        {
            LinePage page = _store.Page(new LineQuery { Model = 1 }, place, 7);
            seen.AddRange(page.Lines.Select(l => l.Message));
            place = page.Next;
        }
        while (place is not null);

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"line {i}"), seen);
    }

    [Fact]
    public void Conditions_on_level_stream_time_event_and_metric_hold_together()
    {
        _store.Add([Batch(1,
            Line("a", 0) with { Level = LineLevel.Error, Stream = LineStream.Stderr, EventId = "e" },
            Line("b", 1) with { Level = LineLevel.Error, Stream = LineStream.Stdout, Metric = LineMetric.Refused },
            Line("c", 2) with { Level = LineLevel.Warning, Stream = LineStream.Stderr },
            Line("d", 3))]);

        Assert.Equal(["b", "a"], Found(new LineQuery { Model = 1, Levels = [LineLevel.Error, LineLevel.Fatal] }));
        Assert.Equal(["a"], Found(new LineQuery { Model = 1, Levels = [LineLevel.Error], Stream = LineStream.Stderr }));
        Assert.Equal(["c", "b"], Found(new LineQuery { Model = 1, From = s_at.AddSeconds(1), To = s_at.AddSeconds(3) }));
        Assert.Equal(["a"], Found(new LineQuery { Model = 1, EventId = "e" }));
        Assert.Equal(["b"], Found(new LineQuery { Model = 1, Metric = LineMetric.Refused }));
    }

    [Fact]
    public void Counts_are_by_level_and_step()
    {
        _store.Add([Batch(1, Line("a", 0) with { Level = LineLevel.Error }, Line("b", 1), Line("c", 61) with { Level = LineLevel.Error },
            Line("d", 119) with { Level = LineLevel.Error })]);

        var counts = _store.Count(new LineQuery { Model = 1 }, s_at, s_at.AddMinutes(2), TimeSpan.FromMinutes(1));

        Assert.Equal([new(s_at, LineLevel.None, 1), new(s_at, LineLevel.Error, 1), new LineCount(s_at.AddMinutes(1), LineLevel.Error, 2)],
            counts);
    }

    [Fact]
    public void Beyond_the_bytes_of_a_model_the_oldest_go_are_no_longer_found_and_are_counted()
    {
        Reopen(new LineLimits { BytesPerModel = 20_000 });

        for (int i = 0; i < 50; i++)
            _store.Add([Batch(1, [.. Enumerable.Range(0, 10).Select(j => Line($"word{i} {new string('x', 100)}", i))])]);

        LineBook book = _store.Book(1);
        Assert.True(book.Bytes <= 20_000, $"{book.Bytes}");
        Assert.Equal((500L, 500L), (book.All, book.Lines + book.Forgotten));
        Assert.Empty(Found(new LineQuery { Model = 1, Text = "word0" }));
        Assert.NotEmpty(Found(new LineQuery { Model = 1, Text = "word49" }));
        AssertSound();
    }

    [Fact]
    public void Beyond_the_bytes_of_all_models_the_largest_gives()
    {
        Reopen(new LineLimits { BytesInAll = 30_000 });
        _store.Add([Batch(2, Line("small", 0))]);

        for (int i = 0; i < 30; i++) _store.Add([Batch(1, [.. Enumerable.Range(0, 10).Select(j => Line(new string('x', 100), i))])]);

        Assert.True(_store.Size.Bytes <= 30_000);
        Assert.Equal(1, _store.Book(2).Lines);
        AssertSound();
    }

    [Fact]
    public void Old_lines_are_dropped_by_the_time_of_receipt()
    {
        _store.Add([Batch(1, Line("old", 0))]);
        _store.Add([Batch(1, Line("new", 0)) with { ReceivedAt = s_at.AddDays(2) }]);

        while (_store.Drop(1, s_at.AddDays(1)))
        {
        }

        Assert.Equal(["new"], Found(new LineQuery { Model = 1 }));
        Assert.Equal(1, _store.Book(1).Forgotten);
        AssertSound();
    }

    [Fact]
    public void A_forgotten_model_leaves_nothing_and_its_neighbours_stay()
    {
        var request = new LineRequest(0, 1, "k", s_at.AddDays(1));
        _store.Add([Batch(1, Line("mine", 0)) with { Request = request, Points = [new("a", s_at, 1)] }, Batch(2, Line("mine too", 0))]);

        _store.Forget(1);

        Assert.Empty(Found(new LineQuery { Model = 1, Text = "mine" }));
        Assert.Equal((LineBook.Empty, 0L), (_store.Book(1), _store.Begun(request, s_at)));
        Assert.Null(_store.NextPoints());
        Assert.Equal(["mine too"], Found(new LineQuery { Model = 2, Text = "mine" }));
        AssertSound();
    }

    [Fact]
    public void Points_wait_in_their_order_until_they_are_logged()
    {
        _store.Add([Batch(1, Line("a", 0)) with { Points = [new("loss", s_at, .5), new("acc", s_at, 1)], AfterSeq = 7 },
            Batch(1, Line("b", 0)) with { Points = [new("x", s_at, 2)] }]);
        Reopen();

        WaitingPoints first = _store.NextPoints()!;
        _store.PointsAreLogged(first.Number);

        Assert.Equal((1, 7L), (first.Model, first.AfterSeq));
        Assert.Equal([new("loss", s_at, .5), new LinePoint("acc", s_at, 1)], first.Points);
        Assert.Equal("x", _store.NextPoints()!.Points.Single().Name);
    }

    [Fact]
    public void A_request_knows_how_many_of_its_lines_are_kept()
    {
        var request = new LineRequest(3, 1, "k", s_at.AddDays(1));
        _store.Add([Batch(1, Line("a", 0), Line("b", 0)) with { Request = request }]);
        _store.Add([Batch(1, Line("c", 0)) with { Request = request }]);

        Assert.Equal(3, _store.Begun(request, s_at));
        Assert.Equal(0, _store.Begun(request with { ApiKey = 4 }, s_at));
        Assert.Equal(0, _store.Begun(request, s_at.AddDays(1)));
    }

    [Fact]
    public void A_line_of_a_mebibyte_is_kept_whole()
    {
        string message = string.Concat(Enumerable.Repeat("字段 value=1 ", 80_000));
        _store.Add([Batch(1, Line(message, 0))]);

        Assert.Equal(message, Assert.Single(Found(new LineQuery { Model = 1, Text = "字段" })));
    }

    [Fact]
    public void A_book_that_does_not_agree_with_its_lines_is_found()
    {
        _store.Add([Batch(1, Line("a", 0))]);
        _store.Dispose();
        using (var session = new Storage.Sqlite.SqliteSession(File, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite))
            session.Run("UPDATE books SET lines = 2; DELETE FROM words");

        Assert.Equal(2, LineStore.Check(File).Count);
        _store = LineStore.Open(File);
    }

    static LogLine Line(string message, int second) => new() { Time = s_at.AddSeconds(second), Message = message };

    static LineBatch Batch(int model, params LogLine[] lines) => new() { Model = model, ReceivedAt = s_at, Lines = lines };

    System.Collections.Immutable.ImmutableArray<LogLine> All(int model) => _store.Page(new LineQuery { Model = model }, null, 100).Lines;

    IEnumerable<string> Found(LineQuery query) => _store.Page(query, null, 1_000).Lines.Select(l => l.Message);

    void Reopen(LineLimits? limits = null)
    {
        _store.Dispose();
        _store = LineStore.Open(File, limits);
    }

    void AssertSound()
    {
        _store.Dispose();
        Assert.Empty(LineStore.Check(File));
        _store = LineStore.Open(File);
    }
}
