namespace Plumbline.Engine.Monitors;

/// <summary>How the time of a model is cut into windows.</summary>
public abstract record WindowDefinition
{
    WindowDefinition()
    {
    }

    /// <summary>Windows of one length, aligned to midnight of 1970-01-05 (a Monday) UTC plus the offset.</summary>
    /// <param name="Length">A whole number of 15 minutes, up to 31 days.</param>
    /// <param name="Offset">A whole number of 15 minutes, for days that begin elsewhere.</param>
    public sealed record ByTime(TimeSpan Length, TimeSpan Offset = default) : WindowDefinition;

    /// <summary>Windows of so many events in the order of acceptance.</summary>
    /// <param name="Events">100 to 10 000 000.</param>
    public sealed record ByCount(long Events) : WindowDefinition;
}

/// <summary>A half-open stretch of time, <c>[Start, End)</c>.</summary>
public readonly record struct Window(DateTimeOffset Start, DateTimeOffset End)
{
    public TimeSpan Length => End - Start;
}
