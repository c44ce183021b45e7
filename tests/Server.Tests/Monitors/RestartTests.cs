using Microsoft.Extensions.Logging.Abstractions;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Monitors;
using Plumbline.Server.Projections;
using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Monitors;

/// <summary>A process that ends at any moment, without finishing anything, leaves no window judged on less than all its rows and
/// truths.</summary>
public sealed class RestartTests : IDisposable
{
    const int Count = 600;
    static readonly DateTimeOffset s_hour = new(2026, 3, 8, 0, 0, 0, TimeSpan.Zero);

    readonly StoredParts _parts = new();
    readonly ModelDefinition _model;

    public RestartTests()
    {
        var rows = Rows(Count, 1);
        _model = _parts.Storage.Catalog.AddModel(LiveRows.Model(rows) with { Task = ModelTask.Binary, Positive = "yes" });
        var reference = Rows(3_000, 7);
        var baseline = _parts.Storage.Catalog.AddBaseline(BaselineBuilder.FromDataset(_model.Number, "default", reference,
            new BaselineOptions(), s_hour, default));
        _parts.Recounts.UseBinSet(_model.Number, BinSet.Of(baseline.Profile));
        foreach (var kind in (MonitorKind[])[MonitorKind.Drift, MonitorKind.Quality])
            _parts.Storage.Catalog.SaveMonitor(new MonitorDefinition
            {
                Model = _model.Number,
                Name = kind.ToString(),
                Kind = kind,
                Window = new WindowDefinition.ByTime(TimeSpan.FromHours(1)),
                CreatedAt = s_hour,
            });
    }

    [Fact]
    public async Task A_late_row_that_was_counted_and_saved_but_not_judged_is_judged_after_a_kill()
    {
        await SendAsync(Rows(Count, 1), 0, Count);
        await JudgeAsync();
        await SendAsync(Rows(Count + 5, 1), Count, Count + 5);
        await _parts.CatchUpAsync();

        _parts.Restart();
        await JudgeAsync();

        Assert.Equal([Count + 5, Count + 5], Newest().Select(e => e.Rows));
    }

    [Fact]
    public async Task Truths_that_were_joined_but_not_judged_are_judged_after_a_kill()
    {
        await SendAsync(Rows(Count, 1), 0, Count);
        await JudgeAsync();
        Assert.Equal(EvaluationStatus.InsufficientData, Newest()[^1].Status);
        await SendTruthsAsync();
        await _parts.CatchUpAsync();
        await Truths().JoinAsync(default);
        // A join after it must not take what was handed out for judged.
        await Truths().JoinAsync(default);

        _parts.Restart();
        await JudgeAsync();

        Assert.Equal(Count, Newest()[^1].Parts.Single(p => p.Measure == "accuracy").N);
    }

    [Fact]
    public async Task A_stop_between_the_join_and_every_step_of_judging_loses_nothing_and_judges_nothing_twice()
    {
        await SendAsync(Rows(Count, 1), 0, Count);
        await JudgeAsync();
        await SendTruthsAsync();
        await JudgeAsync();
        _parts.Restart();
        var evaluating = await JudgeAsync(later: false);

        Assert.Equal(0, evaluating.Kept);
        Assert.Empty(_parts.Storage.Events.JoinTruths(_parts.Restatements.DoneRound, default).Changed);
    }

    [Fact]
    public async Task Cells_that_were_counted_anew_but_not_judged_are_judged_after_a_kill()
    {
        await SendAsync(Rows(Count, 1), 0, Count);
        await JudgeAsync();
        await _parts.AppendAsync(new LogEntry.Erased(new Erasure { Model = _model.Number, Id = "id-3" }));
        await _parts.CatchUpAsync();

        _parts.Restart();
        await JudgeAsync();

        Assert.Equal([Count - 1, Count - 1], Newest().Select(e => e.Rows));
    }

    [Fact]
    public async Task A_monitor_that_was_paused_sees_the_truths_that_came_meanwhile_also_after_a_kill()
    {
        await SendAsync(Rows(Count, 1), 0, Count);
        await JudgeAsync();
        SetState(MonitorKind.Quality, MonitorState.Paused);
        await SendTruthsAsync();
        await JudgeAsync(later: false);
        Assert.Equal(EvaluationStatus.InsufficientData, Newest()[^1].Status);

        _parts.Restart();
        await JudgeAsync(later: false);
        SetState(MonitorKind.Quality, MonitorState.Active);
        var before = Newest();
        var evaluating = await JudgeAsync(later: false);

        Assert.Equal(Text(before[0]), Text(Newest()[0]));
        Assert.Equal(Count, Newest()[^1].Parts.Single(p => p.Measure == "accuracy").N);
        Assert.Equal(1, evaluating.Kept);
        Assert.Empty(_parts.Storage.Catalog.UnseenTruths(_model.Number));
    }

    [Fact]
    public async Task A_window_that_was_judged_in_its_time_does_not_become_history_when_its_truths_come_days_later()
    {
        await SendAsync(Rows(Count, 1), 0, Count);
        await JudgeAsync();
        _parts.Clock.Advance(TimeSpan.FromDays(3));
        await SendTruthsAsync();

        await JudgeAsync();

        Assert.Equal(Count, Newest()[^1].Parts.Single(p => p.Measure == "accuracy").N);
        Assert.All(Newest(), e => Assert.False(e.IsHistorical));
    }

    [Fact]
    public async Task History_that_was_loaded_before_a_kill_pages_nobody_after_it()
    {
        var shifted = Some.Dataset(("age", Some.Normal(Count, 1, 5)), ("prediction", Some.Column("prediction",
            Some.Categories(Count, 5, ("yes", 1), ("no", 3)), ColumnRole.Prediction)), ("truth", Some.Column("truth",
            Some.Categories(Count, 6, ("yes", 1), ("no", 3)), ColumnRole.Target)));
        _parts.Clock.Advance(TimeSpan.FromHours(2));
        new Backfills(_parts.Storage.Catalog, _parts.Clock).Note(_model.Number, s_hour, s_hour.AddMinutes(59));
        await SendAsync(shifted, 0, Count);

        _parts.Restart();
        await JudgeAsync();

        var drift = Newest()[0];
        Assert.True(drift.IsHistorical);
        Assert.Equal(EvaluationStatus.Warning, drift.Status);
        Assert.Empty(_parts.Storage.Catalog.Alerts(new AlertQuery()));
    }

    public void Dispose() => _parts.Dispose();

    static string Text(Evaluation evaluation) => System.Text.Encoding.UTF8.GetString(EvaluationJson.Write(evaluation));

    void SetState(MonitorKind kind, MonitorState state)
    {
        var monitor = _parts.Storage.Catalog.Monitors(_model.Number).Single(m => m.Kind == kind);
        _parts.Storage.Catalog.SaveMonitor(monitor with { State = state, Revision = monitor.Revision + 1 });
    }

    IReadOnlyList<Evaluation> Newest() =>
        [.. _parts.Storage.Catalog.Evaluations(new EvaluationQuery { Limit = 10_000 }).Where(e => e.Window.Start == s_hour)
        .OrderBy(e => e.Monitor)];

    TruthsProjection Truths() => new(_parts.Storage.Events, _parts.Cells.Sealed, new EventsGate(), _parts.Restatements, _parts.Clock,
        NullLogger<TruthsProjection>.Instance);

    async Task<EvaluationProjection> JudgeAsync(bool later = true)
    {
        if (later) _parts.Clock.Advance(TimeSpan.FromHours(1.2));
        await _parts.CatchUpAsync();
        var truths = Truths();
        await truths.JoinAsync(default);
        var evaluating = new EvaluationProjection(_parts.Storage.Log, _parts.Storage.Events, _parts.Storage.Catalog, _parts.Cells,
            _parts.Recounts,
            _parts.Restatements, new Backfills(_parts.Storage.Catalog, _parts.Clock), _parts.Clock,
                NullLogger<EvaluationProjection>.Instance);
        while (evaluating.Run(default))
        {
        }
        await truths.JoinAsync(default);
        return evaluating;
    }

    Task SendAsync(InMemoryDataset rows, int start, int end)
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, rows.RowCount).Select(i => s_hour.AddSeconds(i * 3_500.0 / rows.RowCount))];
        return _parts.AppendAsync(_model, rows, times, start, end);
    }

    Task SendTruthsAsync() => _parts.AppendAsync(new LogEntry.Truths(new TruthBatch
    {
        Model = _model.Number,
        Ids = LiveRows.Texts(Enumerable.Range(0, Count).Select(i => $"id-{i}")),
        KnownAt = Enumerable.Repeat(LiveRows.Microseconds(s_hour), Count).ToArray(),
        Labels = Rows(Count, 1).Read("truth", default),
    }));

    static InMemoryDataset Rows(int count, ulong seed) => Some.Dataset(("age", Some.Normal(count, seed)),
        ("prediction", Some.Column("prediction", Some.Categories(count, seed + 4, ("yes", 1), ("no", 3)), ColumnRole.Prediction)),
        ("truth", Some.Column("truth", Some.Categories(count, seed + 5, ("yes", 1), ("no", 3)), ColumnRole.Target)));
}
