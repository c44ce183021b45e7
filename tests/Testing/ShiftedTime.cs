namespace Plumbline.Testing;

/// <summary>Runs as the real clock does, only elsewhere: waits last as long as they say, and a test happens on a day of its own.</summary>
public sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    TimeSpan _shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    /// <summary>Jumps.</summary>
    public void Shift(TimeSpan by) => _shift += by;
}
