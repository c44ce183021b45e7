using Plumbline.Engine.Monitors;
using Plumbline.Server.Monitors;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Monitors;

/// <summary>A model in its first week, whose seasonal monitors know no earlier week yet.</summary>
public sealed class YoungSeasonTests
{
    const int Days = 5, AnHour = 20;

    static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), s_end = s_start.AddDays(Days);
    static readonly Window s_last = new(s_end.AddHours(-6), s_end);

    [Fact]
    public async Task A_region_that_falls_silent_before_its_season_is_known_is_told()
    {
        var server = await ServerAsync();
        var monitor = new MonitorDefinition
        {
            Model = 1,
            Name = "volume",
            Kind = MonitorKind.Volume,
            Segment = "region",
            Baseline = new BaselineChoice.Seasonal(6),
            Window = new WindowDefinition.ByTime(s_last.Length),
        };
        using var reader = new EvidenceReader(new EvidenceSource(server.Model, server.Cells, server.Events, server.Catalog, null,
            CancellationToken.None), [monitor]);

        var report = reader.Report(WindowKey.Of(monitor, s_last), isProvisional: false, isHistorical: true)!;
        var parts = MonitorEvaluation.Evaluate(monitor, report, s_end).Parts;

        Assert.Equal(["region = south Warning", "region = north Ok"], parts.Select(p => $"{p.Subject} {p.Status}"));
    }

    // Every other row is of the south, but for the last hours: there all are of the north.
    static async Task<LiveServer> ServerAsync()
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, Days * 24 * AnHour).Select(i => s_start.AddMinutes(i * 60.0 / AnHour))
            .Where((t, i) => t < s_last.Start || i % 2 == 0)];
        string[] regions = [.. times.Select((t, i) => t < s_last.Start && i % 2 == 1 ? "south" : "north")];
        var rows = Some.Dataset(("age", Some.Normal(times.Length, 1, 40, 10)), ("region", regions)).WithSegments("region");
        var server = new LiveServer(LiveRows.Model(rows));
        foreach (var frame in LiveRows.Frames(rows, times, 200)) server.Log.Append(frame.Entry);
        await server.CatchUpAsync();
        return server;
    }
}
