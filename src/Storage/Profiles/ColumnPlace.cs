namespace Plumbline.Storage.Profiles;

/// <summary>Where a column of a longer cell stands: its line, its time, and which of the cells of that time.</summary>
static class ColumnPlace
{
    /// <summary>Cells of one start a line has room for.</summary>
    public const int Twins = 256;

    const int Quarters = 1 << 24;
    const long QuarterTicks = TimeSpan.TicksPerMinute * 15;

    /// <summary>The first moment that has no place, 478 years after 1970.</summary>
    public static DateTimeOffset End { get; } = DateTimeOffset.UnixEpoch.AddTicks(Quarters * QuarterTicks);

    public static long Of(long line, DateTimeOffset start, int twin) => (line << 32) | Slot(start, twin);

    /// <summary>The place within a line.</summary>
    public static long Slot(DateTimeOffset start, int twin)
    {
        long quarter = (start.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / QuarterTicks;
        if (start < DateTimeOffset.UnixEpoch || quarter >= Quarters)
            throw new ArgumentOutOfRangeException(nameof(start), start, "A cell of more than 15 minutes lies between 1970 and 2448.");
        return (quarter << 8) | (uint)twin;
    }
}
