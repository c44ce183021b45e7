using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Upkeep;

/// <summary>What happens by itself as time passes: old rows go, cells are merged, columns come and vanish.</summary>
/// <remarks>Everything is done in small steps between those of the projections, and nothing of it is on the way of an answer. Each job
/// finds out by itself what is due, so a stop at any moment only means that it is done later.</remarks>
sealed class UpkeepProjection(RowRetention rows, CellAging cells, CellRollups rollups, ColumnPresence presence, BinSetGrowth bins,
    ICatalog catalog, IEventStore events, IProfileStore profiles, EventsGate gate, ServerOptions options, UpkeepCounts counts,
        TimeProvider clock,
    ILogger<UpkeepProjection> logger) : Projection(clock, logger)
{
    static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    public override string Name => "upkeep";

    public override bool IsNeeded => false;

    /// <summary>Does everything that is due.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        bins.Run(cancellationToken);
        presence.Run(cancellationToken);
        await rows.RunAsync(cancellationToken);
        await cells.RunAsync(cancellationToken);
        await rollups.RunAsync(cancellationToken);
        using (await gate.EnterAsync(cancellationToken)) events.ForgetErased(profiles.AppliedSeq);
        counts.EvaluationsDropped(catalog.DropEvaluations(Clock.GetUtcNow().AddDays(-options.EvaluationDays), cancellationToken));
        counts.Run();
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(s_every, Clock, cancellationToken);
        await RunAsync(cancellationToken);
    }
}
