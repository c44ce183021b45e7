using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Log to cells: every frame at once, a snapshot every 10 s or million rows.</summary>
sealed class ProfilesProjection(IEventLog log, IModelCatalog catalog, LiveCells cells, CellsFeed feed, CellsGate gate, Recounts recounts,
    LogRelease release, TimeProvider clock, ILogger<ProfilesProjection> logger) : Projection(clock, logger)
{
    const long RowsBetweenSnapshots = 1_000_000;
    static readonly TimeSpan s_betweenSnapshots = TimeSpan.FromSeconds(10);

    // Not by the time of day, which somebody may set back.
    long _savedAt = clock.GetTimestamp();
    long _savedSeq;
    bool _hasLooked;

    public override string Name => "profiles";

    public override long? Position => cells.AppliedSeq;

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        ContinueRecounts();
        await WaitAsync(cancellationToken);
        await ApplyAsync(cancellationToken);
        cells.FreezeBinSets(Clock.GetUtcNow(), number => catalog.FindModel(number)?.Lateness ?? TimeSpan.Zero);
        await recounts.RunAsync(cancellationToken);
        SaveWhenDue();
    }

    protected override async Task FinishAsync(CancellationToken cancellationToken)
    {
        await ApplyAsync(cancellationToken);
        if (!feed.Erasures.IsEmpty) await recounts.RunAsync(cancellationToken);
        Save();
    }

    // Up to where the log is now: whoever waits to count cells anew has a turn after that.
    async Task ApplyAsync(CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        feed.Apply(log.LastSeq, SaveWhenDue, cancellationToken);
    }

    void ContinueRecounts()
    {
        if (_hasLooked) return;
        var models = catalog.Models();
        cells.ForgetAllBut(models.Select(m => m.Number).ToHashSet());
        foreach (var model in models) recounts.EnqueueOtherBinSets(model.Number);
        _hasLooked = true;
    }

    // Until there is more, or a snapshot is due.
    async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (log.LastSeq > cells.AppliedSeq || recounts.HasWork) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(log.WaitAsync(cells.AppliedSeq, either.Token), Task.Delay(TimeSpan.FromSeconds(1), Clock, either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    void SaveWhenDue()
    {
        if (cells.AreMany || cells.AppliedSeq - _savedSeq >= RowsBetweenSnapshots
            || Clock.GetElapsedTime(_savedAt) >= s_betweenSnapshots) Save();
    }

    void Save()
    {
        cells.Save();
        (_savedAt, _savedSeq) = (Clock.GetTimestamp(), cells.AppliedSeq);
        release.Update();
    }
}
