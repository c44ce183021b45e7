using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest;

public sealed class SealedDayTests
{
    [Fact]
    public async Task An_event_of_a_sealed_day_is_refused_with_field_and_reason_and_its_neighbours_are_accepted()
    {
        var days = new SealedDays();
        var time = new FakeTime(new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero));
        await using RunningServer server = await RunningServer.StartAsync(time: time, further: s => s.AddSingleton(days));
        (await server.EventsAsync("""{"id":"1","time":"2026-03-02T07:00:00Z","features":{"a":1}}""")).Accepted();
        days.Add(server.Catalog.FindModel("m")!.Number, [new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)]);

        IngestAnswer answer = (await server.EventsAsync("""
            {"id":"2","time":"2026-03-01T23:59:59.999999Z","features":{"a":2}}
            {"id":"3","time":"2026-03-02T00:00:00Z","features":{"a":3}}
            {"id":"4","time":"2026-03-03T04:59:59+05:00","features":{"a":4}}
            {"id":"5","time":"2026-03-03T00:00:00Z","features":{"a":5}}
            {"id":"6","features":{"a":6}}
            """)).Accepted();

        Assert.Equal((3, 2L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal([(1, "time"), (2, "time")], answer.Rejected.Select(r => ((int)r.Index, r.Field!)));
        Assert.Contains("past retention", answer.Rejected[0].Reason, StringComparison.Ordinal);
    }
}
