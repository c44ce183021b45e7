namespace Plumbline.Server.Projections;

/// <summary>Lets one caller at a time change the event store, or read it while it stands still. Entered before
/// <see cref="CellsGate"/>.</summary>
sealed class EventsGate : Gate;

/// <summary>Lets one caller at a time apply the log to the cells, or count cells anew while they stand still.</summary>
sealed class CellsGate : Gate;

abstract class Gate : IDisposable
{
    readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Turn(_gate);
    }

    public void Dispose() => _gate.Dispose();

    sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
