using System.Net;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Server.Tests.Reads;
using Plumbline.Storage.Opening;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Logs;

public sealed class LogRestartTests
{
    static readonly DateTimeOffset s_at = TimeProvider.System.GetUtcNow().AddMinutes(-5);

    [Fact]
    public async Task Lines_and_their_metrics_are_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using (StoredServer first = await StoredServer.StartAsync(folder))
        {
            await first.SendAsync(HttpMethod.Put, "/api/v1/models/m", "{}");
            var (status, _) = await first.SendAsync(HttpMethod.Post, "/api/v1/models/m/logs", "{\"vh_metadata\": {\"loss\": 0.5}}\nhello",
                "text/plain");
            Assert.Equal(HttpStatusCode.Accepted, status);
        }
        await using StoredServer second = await StoredServer.StartAsync(folder);

        var list = await second.GetAsync("/api/v1/models/m/logs");
        var series = await second.WaitAsync("/api/v1/models/m/series?measure=mean&metric=loss",
            b => b.GetProperty("series").GetArrayLength() > 0);

        Assert.Equal(2, list.GetProperty("lines").GetArrayLength());
        Assert.Equal(1, series.GetProperty("series").GetArrayLength());
    }

    [Fact]
    public async Task Points_that_waited_when_the_process_ended_become_metrics_once_whether_they_were_logged_or_not()
    {
        using var folder = new TemporaryFolder();
        int model;
        using (var storage = OpenedStorage.Open(folder.Path, new StorageOptions(), TimeProvider.System))
        {
            model = storage.Catalog.AddModel(LiveRows.Model(Some.Dataset(("x", Some.Normal(10, 1, 0, 1))))).Number;
            storage.Lines.Add([Batch(model, "logged", 1), Batch(model, "waiting", 2)]);
            await storage.Log.AppendAsync(new LogEntry.Metrics(new MetricBatch { Model = model, Names = ["logged"],
                Times = new[] { Micros }, Values = new[] { 1d } }), CancellationToken.None);
        }

        await using (StoredServer server = await StoredServer.StartAsync(folder))
        {
            await Ingest.Waiting.UntilAsync(() => server.Storage.Lines.NextPoints() is null);
        }

        using var after = OpenedStorage.Open(folder.Path, new StorageOptions(), TimeProvider.System);
        Assert.Equal(["logged", "waiting"], after.Log.Read(0, CancellationToken.None).Select(f => f.Entry).OfType<LogEntry.Metrics>()
            .SelectMany(m => m.Batch.Names));
    }

    static long Micros => (s_at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    static LineBatch Batch(int model, string name, double value) => new()
    {
        Model = model,
        ReceivedAt = s_at,
        Lines = [new LogLine { Time = s_at, Message = name }],
        Points = [new(name, s_at.AddTicks(-(s_at.Ticks % 10)), value)],
    };
}
