using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest;

/// <summary>A request comes again whose first attempt ended between its rows and its answer: on the real log, twenty minutes
/// later.</summary>
public sealed class RepetitionTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakeTime _time = new();
    readonly DataFolder _data;
    readonly EventLog _log;

    public RepetitionTests()
    {
        _data = DataFolder.Open(_folder.Path);
        _log = EventLog.Open(_data, new EventLogOptions { SegmentBytes = 64 << 10 }, _time);
    }

    public void Dispose()
    {
        _log.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Events_without_time_and_id_count_once()
    {
        await using RunningServer server = await StartAsync();
        const string body = "{\"features\":{\"x\":1}}\n{\"features\":{\"x\":2}}\n";
        Assert.Equal(2, (await server.EventsAsync(body, key: "k1")).Accepted().Accepted);
        _time.Advance(TimeSpan.FromMinutes(20));

        IngestAnswer again = (await server.EventsAsync(body, key: "k1")).Accepted();
        IngestAnswer other = (await server.EventsAsync(body, key: "k2")).Accepted();

        Assert.Equal((0, 2, 0), (again.Accepted, again.Duplicates, again.Conflicting));
        Assert.Equal((2, 0), (other.Accepted, other.Duplicates));
    }

    [Fact]
    public async Task Metric_points_count_once()
    {
        await using RunningServer server = await StartAsync();
        await server.EventsAsync("{}");
        Assert.Equal(7_000, (await server.RowsAsync("metrics", Points(7_000), key: "k1")).Accepted().Accepted);
        Assert.Equal(10, (await server.RowsAsync("metrics", Points(10), key: "another")).Accepted().Accepted);
        _time.Advance(TimeSpan.FromMinutes(20));

        IngestAnswer again = (await server.RowsAsync("metrics", Points(7_000), key: "k1")).Accepted();

        Assert.Equal((0, 7_000), (again.Accepted, again.Duplicates));
        Assert.Equal(7_010, Metrics().Sum(m => m.Count));
    }

    [Fact]
    public async Task Metric_points_of_a_request_that_was_cut_are_completed()
    {
        await using RunningServer server = await StartAsync();
        await server.EventsAsync("{}");
        string whole = "[" + string.Join(",", Encoding.UTF8.GetString(Points(3)).Split('\n', StringSplitOptions.RemoveEmptyEntries)) + "]";
        string cut = whole[..whole.LastIndexOf('{')];
        Assert.Equal(2, (await server.RowsAsync("metrics", Encoding.UTF8.GetBytes(cut), "application/json", "k1")).Failed(400).Accepted);
        _time.Advance(TimeSpan.FromMinutes(20));

        IngestAnswer again = (await server.RowsAsync("metrics", Encoding.UTF8.GetBytes(whole), "application/json", "k1")).Accepted();

        Assert.Equal((1, 2), (again.Accepted, again.Duplicates));
        Assert.Equal([0d, 1, 2], Metrics().SelectMany(m => m.Batch.Values.ToArray()));
    }

    [Fact]
    public async Task Metric_points_that_the_log_has_released_count_again_and_the_request_is_answered()
    {
        await using RunningServer server = await StartAsync();
        await server.EventsAsync("{}");
        Assert.Equal(7_000, (await server.RowsAsync("metrics", Points(7_000), key: "k1")).Accepted().Accepted);
        (await server.RowsAsync("metrics", """{"name":"other","value":-1}"""u8.ToArray(), key: "another")).Accepted();
        _log.Release(_log.LastSeq);
        await Waiting.UntilAsync(() => _log.FirstSeq > 1);
        _time.Advance(TimeSpan.FromMinutes(20));

        IngestAnswer again = (await server.RowsAsync("metrics", Points(7_000), key: "k1")).Accepted();

        Assert.InRange(again.Accepted, 5_000, 7_000);
        Assert.Equal(7_000, again.Accepted + again.Duplicates);
    }

    [Fact]
    public async Task Points_that_merely_resemble_others_are_all_kept_without_a_key()
    {
        await using RunningServer server = await StartAsync();
        await server.EventsAsync("{}");

        for (int i = 0; i < 2; i++) Assert.Equal(5, (await server.RowsAsync("metrics", Points(5))).Accepted().Accepted);

        Assert.Equal(10, Metrics().Sum(m => m.Count));
    }

    IEnumerable<LogEntry.Metrics> Metrics() => _log.Read(0, CancellationToken.None).Select(f => f.Entry).OfType<LogEntry.Metrics>();

    async Task<RunningServer> StartAsync()
    {
        RunningServer server = await RunningServer.StartAsync(time: _time, further: s => s.AddSingleton<IEventLog>(_log));
        server.Catalog.KeepsNoAnswers = true;
        return server;
    }

    static byte[] Points(int count) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i => $"{{\"name\":\"m{i % 3}\",\"value\":{i}}}\n")));
}
