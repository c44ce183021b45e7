namespace Plumbline.Engine.Storage;

/// <summary>A stretch of time that was loaded as history.</summary>
/// <param name="Model">Number of the model.</param>
/// <param name="First">Time of its first event.</param>
/// <param name="Last">Time of its last event.</param>
/// <param name="At">When it came.</param>
public readonly record struct Backfill(int Model, DateTimeOffset First, DateTimeOffset Last, DateTimeOffset At);
