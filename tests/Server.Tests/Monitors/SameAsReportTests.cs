using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Server.Monitors;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Monitors;

/// <summary>The promise of one engine: rows sent live and rows in a file are judged alike.</summary>
public sealed class SameAsReportTests
{
    const int Count = 6_000;
    static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    static readonly Window s_week = new(s_start, s_start.AddDays(7));
    static readonly string[] s_onCounts = ["psi", "jensen_shannon", "hellinger", "total_variation", "chi_squared"];

    [Theory]
    [InlineData(500)]
    [InlineData(1)]
    [InlineData(777)]
    public async Task Rows_in_batches_and_rows_in_a_file_get_the_same_verdicts_and_counts_to_the_last_digit(int batch)
    {
        var (reference, current) = (Rows(8_000, 1, 0), Rows(Count, 2, .25));
        var server = await JudgedAsync(reference, current, batch);

        var live = LiveReport(server);
        var file = ReportBuilder.Build(new ReportSource.Rows(reference), new ReportSource.Rows(current),
            new ReportOptions { Level = FalseAlarms.Level(s_week), Multivariate = false, Pictures = false }, null, CancellationToken.None);

        foreach (var expected in file.Columns.Where(c => c.Drift is not null))
        {
            var column = live.Columns.Single(c => c.Name == expected.Name);
            Assert.Equal((expected.Drift!.Verdict, expected.Drift.PValue, expected.Drift.QValue, expected.Drift.Effect),
                (column.Drift!.Verdict, column.Drift.PValue, column.Drift.QValue, column.Drift.Effect));
            Assert.Equal(expected.Cells, column.Cells);
            foreach (string measure in s_onCounts)
                Assert.Equal(expected.Measures.GetValueOrDefault(measure)?.Value, column.Measures.GetValueOrDefault(measure)?.Value);
        }
        Assert.Contains(file.Columns, c => c.Drift is { Verdict: Verdict.Drift });
        Assert.Contains(file.Columns, c => c.Drift is { Verdict: not Verdict.Drift });
    }

    [Fact]
    public async Task The_evaluation_that_is_kept_says_what_the_report_says()
    {
        var (reference, current) = (Rows(8_000, 1, 0), Rows(Count, 2, .25));
        var server = await JudgedAsync(reference, current, 500);
        var file = ReportBuilder.Build(new ReportSource.Rows(reference), new ReportSource.Rows(current),
            new ReportOptions { Level = FalseAlarms.Level(s_week), Multivariate = false, Pictures = false }, null, CancellationToken.None);

        var kept = Assert.Single(server.Catalog.Evaluations(new EvaluationQuery()));

        Assert.Equal(s_week, kept.Window);
        Assert.Equal(Count, kept.Rows);
        foreach (var part in kept.Parts)
        {
            var expected = file.Columns.Single(c => c.Name == part.Subject).Drift!;
            Assert.Equal(expected.Verdict == Verdict.Drift, part.Status is EvaluationStatus.Warning or EvaluationStatus.Critical);
            if (expected.Effect is { } effect) Assert.Equal((effect.Value, expected.QValue), (part.Value, part.QValue ?? double.NaN));
        }
        Assert.NotEmpty(kept.Parts);
    }

    static Report LiveReport(LiveServer server)
    {
        using var reader = new EvidenceReader(new EvidenceSource(server.Model, server.Cells, server.Events, server.Catalog, null,
            CancellationToken.None), server.Catalog.Monitors(1));
        var evidence = reader.Report(WindowKey.Of(server.Catalog.Monitors(1)[0], s_week), isProvisional: false,
            isHistorical: false)!.Evidence;
        return ReportBuilder.Build(new ReportSource.Stored(evidence.Baseline!.Profile, "baseline"),
            new ReportSource.Stored(evidence.Profile!, "window"),
            new ReportOptions { Level = FalseAlarms.Level(s_week), Multivariate = false, Pictures = false }, null, CancellationToken.None);
    }

    static async Task<LiveServer> JudgedAsync(InMemoryDataset reference, InMemoryDataset current, int batch)
    {
        var server = new LiveServer(LiveRows.Model(current));
        var baseline = server.Catalog.AddBaseline(BaselineBuilder.FromDataset(1, "default", reference, new BaselineOptions(), s_start,
            CancellationToken.None));
        server.Recounts.UseBinSet(1, BinSet.Of(baseline.Profile));
        server.Catalog.SaveMonitor(new MonitorDefinition
        {
            Model = 1,
            Name = "drift",
            Kind = MonitorKind.Drift,
            Window = new WindowDefinition.ByTime(TimeSpan.FromDays(7)),
        });
        DateTimeOffset[] times = [.. Enumerable.Range(0, Count).Select(i => s_start.AddSeconds(i * 60.0))];
        foreach (var frame in LiveRows.Frames(current, times, batch)) server.Log.Append(frame.Entry);
        server.Log.Append(new LogEntry.Truths(Truths(current)));
        server.Clock.Advance(TimeSpan.FromDays(1.1));
        await server.JudgeAsync();
        return server;
    }

    static TruthBatch Truths(InMemoryDataset rows) => new()
    {
        Model = 1,
        Ids = LiveRows.Texts(Enumerable.Range(0, Count).Select(i => $"id-{i}")),
        KnownAt = Enumerable.Repeat(LiveRows.Microseconds(s_start), Count).ToArray(),
        Labels = rows.Read("truth", CancellationToken.None),
    };

    static InMemoryDataset Rows(int count, ulong seed, double shift)
    {
        double[] age = Some.Normal(count, seed, 40 + (8 * shift), 10);
        for (int i = 0; i < count; i += 41) age[i] = double.NaN;
        double[] spend = [.. Some.Normal(count, seed + 1).Select(v => v < 0 ? 0 : v)];
        return Some.Dataset(("age", age), ("spend", spend), ("steady", Some.Normal(count, seed + 2)),
            ("plan", Some.Categories(count, seed + 3, ("basic", 6), ("plus", 3), ("pro", 1 + (8 * shift)))),
            ("prediction", Some.Column("prediction", Some.Categories(count, seed + 4, ("yes", 1), ("no", 3)), ColumnRole.Prediction)),
            ("truth", Some.Column("truth", Some.Categories(count, seed + 5, ("yes", 1 + shift), ("no", 3)), ColumnRole.Target)));
    }
}
