using System.Collections.Immutable;
using Plumbline.Client;
using Plumbline.Protocol;

namespace Plumbline.Demo.Loading;

/// <summary>Registers the fleet and, once its history is there, gives it baselines and monitors, all through the public API.</summary>
/// <param name="time">For waiting until the server has taken up what it has accepted.</param>
public sealed class FleetSetup(PlumblineClient client, DemoFleet fleet, TimeProvider time)
{
    const string Baseline = "default";

    /// <summary>Day whose beginning the labels of a baseline are waited for: later ones come too late for it, as they would in
    /// life.</summary>
    const int LabelsUntilDay = 22;

    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Makes the models known before their first event, with the builds they have had.</summary>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        foreach (DemoModel model in fleet.Models)
        {
            await client.RegisterModelAsync(model.Name, new ModelRegistration
            {
                Task = model.Task,
                Positive = model.Positive,
                Threshold = model.Threshold,
                Schema = new SchemaRequest { Columns = [.. Columns(model)], Segments = model.Segments, Protected = model.Protected },
                Tags = model.Tags,
            }, cancellationToken);
            foreach (DemoVersion version in model.Versions)
                await client.AnnounceVersionAsync(model.Name, version.Name, new VersionAnnouncement(version.Role, "production"),
                    cancellationToken);
        }
    }

    /// <summary>Freezes the first days of every model as its baseline, and puts the monitors it proposes and some of the fleet's
    /// own.</summary>
    /// <exception cref="DemoException">The server does not take up what it has accepted.</exception>
    public Task WatchAsync(CancellationToken cancellationToken) => Task.WhenAll(fleet.Models.Select(m => WatchAsync(m, cancellationToken)));

    async Task WatchAsync(DemoModel model, CancellationToken cancellationToken)
    {
        await TakenUpAsync(model, cancellationToken);
        var days = new BaselineOfWindows(fleet.Start, model.Midnight(model.BaselineDays + 1));
        BaselineView baseline = await client.FreezeBaselineAsync(model.Name, Baseline, days, cancellationToken);
        // All at once: windows are worked on once for the monitors there are.
        var monitors = (baseline.Proposals ?? []).Select(p => p.Monitor).Concat(FleetMonitors.For(model))
            .Select(m => m with { Model = model.Name });
        await client.ApplyMonitorsAsync(new MonitorFile { Monitors = [.. monitors] }, cancellationToken: cancellationToken);
    }

    static IEnumerable<ColumnContract> Columns(DemoModel model)
    {
        foreach (DemoColumn column in model.Columns) yield return new ColumnContract(column.Name, column.Type);
        string type = model.Task == "regression" ? "numeric" : "categorical";
        yield return new ColumnContract("prediction", type, "prediction");
        if (model.Task == "binary") yield return new ColumnContract("score", "numeric", "score");
        yield return new ColumnContract("truth", type, "target");
        yield return new ColumnContract("latency_ms", "numeric", "latency");
        yield return new ColumnContract("error", "categorical", "error");
    }

    // The last label of the baseline that was known in time: when it is joined to its event, so are all before it.
    async Task TakenUpAsync(DemoModel model, CancellationToken cancellationToken)
    {
        ImmutableArray<DemoEvent> events = [.. Enumerable.Range(1, model.BaselineDays).SelectMany(model.EventsOn)];
        DemoEvent last = events.Where(e => !e.Truth.IsMissing && e.TruthKnownAt < model.Midnight(LabelsUntilDay)).MaxBy(e => e.TruthKnownAt)
            ?? throw new DemoException($"{model.Name}: no label of the first {model.BaselineDays} days is known in time: "
                + "the history is too small.");
        await UntilAsync(async () => await FindAsync(model, last, cancellationToken) is { Truth: not null },
            $"{model.Name}: the label of {last.Id} was not joined", cancellationToken);
        // A baseline of past windows is made of what was counted, which is behind what can be read.
        long seq = (await FindAsync(model, events[^1], cancellationToken))?.Seq
            ?? throw new DemoException($"{model.Name}: {events[^1].Id} was accepted, but is not there.");
        var newest = new EvaluationFilter { Limit = 1 };
        await UntilAsync(async () => (await client.EvaluationsAsync(model.Name, newest, cancellationToken)).Seq >= seq,
            $"{model.Name}: the events of the first {model.BaselineDays} days were not counted", cancellationToken);
    }

    async Task<EventView?> FindAsync(DemoModel model, DemoEvent one, CancellationToken cancellationToken) =>
        (await client.EventsAsync(model.Name, new EventFilter { Id = one.Id, Limit = 1 }, cancellationToken)).Events is [var found] ? found
            : null;

    async Task UntilAsync(Func<Task<bool>> isSo, string complaint, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        while (!await isSo())
        {
            if (time.GetElapsedTime(began) > s_patience) throw new DemoException($"{complaint} within {s_patience.TotalMinutes} minutes.");
            await Task.Delay(s_pause, time, cancellationToken);
        }
    }
}
