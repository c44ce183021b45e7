namespace Plumbline.Server.Hosting;

/// <summary>A part of the server that works beside requests: loads something at start, finishes something at the end. Registered in
/// <see cref="ServerComposition"/>; started in the order of registration, drained in the reverse order.</summary>
public interface ILifecyclePart
{
    /// <summary>In words, for the log and <c>/readyz</c>.</summary>
    string Name { get; }

    /// <summary>Loads what is needed before the server is ready. Work that goes on after returning must stop in
    /// <see cref="DrainAsync"/>.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Finishes what was accepted; requests have ended before. The token ends when the time is nearly up.</summary>
    /// <exception cref="OperationCanceledException">It had to stop before all was done.</exception>
    Task DrainAsync(CancellationToken cancellationToken);
}
