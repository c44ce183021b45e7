using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Upkeep;

/// <summary>Lets rows go that are older than their model keeps them, after their days are sealed.</summary>
/// <remarks>Days are sealed on disk before the first row goes. Whatever stops it in between, the next run finds the days sealed and drops
/// the rest of their rows.</remarks>
sealed class RowRetention(IModelCatalog catalog, IEventLog log, IEventStore events, EventsGate gate, Recounts recounts,
    SealedDays sealedDays, ServerOptions options, UpkeepCounts counts, TimeProvider clock)
{
    readonly Dictionary<int, DateTimeOffset> _droppedTo = [];

    /// <summary>Does what is due, one model after the other.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyCollection<int>? stored = null;
        foreach (var model in catalog.Models())
        {
            var before = KeptFrom(model);
            if (_droppedTo.GetValueOrDefault(model.Number) == before) continue;
            // Of days sealed earlier nothing is on its way any more, so nobody asks for their ids.
            foreach (var (from, to) in sealedDays.Of(model.Number).Times) log.Forget(model.Number, from, to);
            if (!(stored ??= events.Models(cancellationToken)).Contains(model.Number))
            {
                _droppedTo[model.Number] = before;
                continue;
            }
            // Not yet: its cells wait to be counted anew, from these rows.
            if (await recounts.SealAsync(model.Number, before, cancellationToken) is not { } days) continue;
            counts.Sealed(days);
            while (await DropAsync(model.Number, before, cancellationToken)) cancellationToken.ThrowIfCancellationRequested();
            _droppedTo[model.Number] = before;
        }
    }

    // A midnight: so a day goes as a whole, at the earliest when its last row is as old as rows may become.
    DateTimeOffset KeptFrom(ModelDefinition model) =>
        CellKey.DayOf(clock.GetUtcNow() - TimeSpan.FromDays(model.RetentionDays ?? options.RetentionDays));

    async Task<bool> DropAsync(int model, DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        return events.Drop(model, before, cancellationToken);
    }
}
