using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class EvaluationTests
{
    static readonly MonitorDefinition[] s_monitors =
    [
        Live.Monitor(MonitorKind.Drift), Live.Monitor(MonitorKind.Integrity), Live.Monitor(MonitorKind.Drift, "psi", Live.AtMost(.1)),
        Live.Monitor(MonitorKind.Volume), Live.Monitor(MonitorKind.Freshness), Live.Monitor(MonitorKind.Absence),
        Live.Monitor(MonitorKind.Operations, "throughput", Live.AtLeast(1)), Live.Monitor(MonitorKind.Quality),
    ];

    public static TheoryData<int> Monitors => [.. Enumerable.Range(0, s_monitors.Length)];

    [Theory]
    [MemberData(nameof(Monitors))]
    public void A_replay_from_stored_bytes_is_equal_to_the_last_bit(int index)
    {
        var evidence = Live.Evidence(Live.Rows(3_000, 3, shift: .5, missing: .1), Live.BaselineOf(Live.Rows(9_000, 1)));
        byte[] profile = Bytes(evidence.Profile!), baseline = Bytes(evidence.Baseline!.Profile);

        var first = Live.Evaluate(s_monitors[index], evidence);
        var replayed = Live.Evaluate(s_monitors[index], evidence with
        {
            Profile = Profile(profile),
            Baseline = evidence.Baseline with { Profile = Profile(baseline) },
        });

        Assert.NotEqual(EvaluationStatus.Failed, first.Status);
        Assert.NotEqual(0UL, first.ProfileFingerprint);
        Assert.Equal(EvaluationJson.Write(first), EvaluationJson.Write(replayed));
    }

    [Theory]
    [MemberData(nameof(Monitors))]
    public void An_evaluation_comes_back_from_its_JSON_as_it_was(int index)
    {
        var evaluation = Live.Evaluate(s_monitors[index], Live.Evidence(Live.Rows(3_000, 3, shift: .5),
            Live.BaselineOf(Live.Rows(9_000, 1))));

        var read = EvaluationJson.Read(EvaluationJson.Write(evaluation));

        Assert.Equal(EvaluationJson.Write(evaluation), EvaluationJson.Write(read));
        Assert.Equal(evaluation.Parts.Select(p => p with { Reasons = [] }), read.Parts.Select(p => p with { Reasons = [] }));
        Assert.Equal(evaluation.Parts.SelectMany(p => p.Reasons), read.Parts.SelectMany(p => p.Reasons));
        Assert.Equal(evaluation with { Parts = [], Reasons = [] }, read with { Parts = [], Reasons = [] });
    }

    [Fact]
    public void NaN_and_the_largest_numbers_survive_the_JSON()
    {
        var part = new EvaluationPart
        {
            Subject = "x \"<&\u00e9", Measure = "m", Status = EvaluationStatus.Failed, Low = double.MaxValue,
                High = double.PositiveInfinity,
            Expected = .1 + .2, Threshold = double.Epsilon, N = long.MaxValue, Reasons = [Message.Of("monitor.failed", ("problem", "}{"))],
        };

        var read = EvaluationJson.ReadPart(EvaluationJson.Write(part));

        Assert.Equal(part with { Reasons = [] }, read with { Reasons = [] });
        Assert.Equal(part.Reasons[0], Assert.Single(read.Reasons));
        Assert.Throws<System.Text.Json.JsonException>(() => EvaluationJson.ReadPart("null"u8));
        Assert.Throws<System.Text.Json.JsonException>(() => EvaluationJson.Read("{}"u8));
    }

    [Fact]
    public void The_order_of_columns_changes_nothing_but_the_order_of_work()
    {
        var (before, now) = (Live.Rows(9_000, 1), Live.Rows(3_000, 3, shift: .5, missing: .05));
        var straight = Live.Evaluate(s_monitors[0], Live.Evidence(now, Live.BaselineOf(before)));
        var reversed = Live.Evaluate(s_monitors[0], Live.Evidence(Reversed(now), Live.BaselineOf(Reversed(before))));

        Assert.Equal(straight.Parts.Select(Text), reversed.Parts.Select(Text));
    }

    [Fact]
    public void Cells_merged_are_judged_as_the_rows_at_once_to_the_last_digit_of_every_count()
    {
        var baseline = Live.BaselineOf(Live.Rows(9_000, 1));
        var rows = Live.Rows(4_000, 3, shift: .3, missing: .1);
        var cells = Enumerable.Range(0, 4).Select(i => Live.Profile(rows.Rows(1_000 * i, 1_000 * (i + 1)), baseline)).ToList();
        var whole = Live.Evidence(rows, baseline);

        foreach (int index in (int[])[0, 2])
        {
            var once = Live.Evaluate(s_monitors[index], whole);
            var merged = Live.Evaluate(s_monitors[index], whole with { Profile = cells.Aggregate(DatasetProfiles.Merge) });

            Assert.Equal(once.Parts.Select(p => (p.Subject, p.Status, p.Value, p.Low, p.High, p.N, p.PValue, p.QValue, p.Threshold)),
                merged.Parts.Select(p => (p.Subject, p.Status, p.Value, p.Low, p.High, p.N, p.PValue, p.QValue, p.Threshold)));
        }
    }

    [Fact]
    public void What_a_monitor_finds_does_not_depend_on_who_shares_its_report()
    {
        var evidence = Live.Evidence(Live.Rows(3_000, 3, shift: .5), Live.BaselineOf(Live.Rows(9_000, 1)));
        var shared = new WindowReport(evidence, s_monitors);

        foreach (var monitor in s_monitors)
            Assert.Equal(EvaluationJson.Write(Live.Evaluate(monitor, evidence)),
                EvaluationJson.Write(MonitorEvaluation.Evaluate(monitor, shared, evidence.Window.End.AddMinutes(5))));
    }

    [Fact]
    public void Later_data_give_a_new_evaluation_of_the_same_window()
    {
        var baseline = Live.BaselineOf(Live.Rows(9_000, 1));
        var early = Live.Evaluate(s_monitors[0], Live.Evidence(Live.Rows(100, 3), baseline));
        var restated = Live.Evaluate(s_monitors[0], Live.Evidence(Live.Rows(3_000, 3, shift: 1), baseline) with { Seq = 9 });

        Assert.Equal(early.Window, restated.Window);
        Assert.NotEqual(early.ProfileFingerprint, restated.ProfileFingerprint);
        Assert.Equal((EvaluationStatus.Warning, 3_000L, 9L), (restated.Status, restated.Rows, restated.Seq));
    }

    [Fact]
    public void An_open_window_and_an_old_one_are_marked()
    {
        var evidence = Live.Evidence(Live.Rows(500, 3), Live.BaselineOf(Live.Rows(900, 1)));

        Assert.True(Live.Evaluate(s_monitors[0], evidence with { IsProvisional = true }).IsProvisional);
        Assert.True(Live.Evaluate(s_monitors[0], evidence with { IsHistorical = true }).IsHistorical);
    }

    [Fact]
    public void Rows_that_cannot_be_read_fail_the_quality_monitor_and_no_other()
    {
        var rows = Some.Dataset(("x", Some.Normal(500, 1)), ("prediction", Some.Normal(500, 2)), ("truth", Some.Normal(500, 3)))
            .WithRole("prediction", ColumnRole.Prediction).WithRole("truth", ColumnRole.Target);
        var broken = new ThrowingDataset(rows);
        var evidence = Live.Evidence(rows, Live.BaselineOf(rows)) with { Rows = broken };
        var shared = new WindowReport(evidence, s_monitors);

        var quality = MonitorEvaluation.Evaluate(Live.Monitor(MonitorKind.Quality), shared, Live.Hour.End);
        var drift = MonitorEvaluation.Evaluate(s_monitors[0], shared, Live.Hour.End);

        Assert.Equal(EvaluationStatus.Failed, quality.Status);
        Assert.Contains("out of order", quality.Reasons[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(EvaluationStatus.Ok, drift.Status);
    }

    [Fact]
    public void Every_reason_can_be_said_in_both_languages()
    {
        var evidence = Live.Evidence(Live.Rows(3_000, 3, shift: .5, missing: .1), Live.BaselineOf(Live.Rows(9_000, 1)));
        var reasons = s_monitors.Select(m => Live.Evaluate(m, evidence)).SelectMany(e =>
            e.Reasons.Concat(e.Parts.SelectMany(p => p.Reasons)));

        Assert.All(reasons, r => Assert.All(Enum.GetValues<Language>(), l =>
            Assert.DoesNotContain("{", MessageCatalog.Engine.Format(r, l), StringComparison.Ordinal)));
    }

    static InMemoryDataset Reversed(InMemoryDataset rows) => Some.Dataset([.. rows.Schema.Columns.Reverse().Select(c =>
        (c.Name, (object)rows.Read(c.Name, default)))]);

    static string Text(EvaluationPart part) => System.Text.Encoding.UTF8.GetString(EvaluationJson.Write(part));

    static byte[] Bytes(DatasetProfile profile)
    {
        using var bytes = new MemoryStream();
        ProfileJson.Write(profile, bytes);
        return bytes.ToArray();
    }

    static DatasetProfile Profile(byte[] json)
    {
        using var bytes = new MemoryStream(json);
        return ProfileJson.Read(bytes, "stored");
    }

    sealed class ThrowingDataset(IDataset like) : IDataset
    {
        public string Path => like.Path;

        public int RowCount => throw new InvalidOperationException("the store is out of order");

        public Schema Schema => like.Schema;

        public RefusedRows Refused => like.Refused;

        public IReadOnlyList<Message> Warnings => like.Warnings;

        public ColumnSlice Read(string column, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the store is out of order");

        public void Dispose()
        {
        }
    }
}
