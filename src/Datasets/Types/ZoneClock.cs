namespace Plumbline.Datasets.Types;

/// <summary>Turns clock times of a zone into UTC. A time that the clocks skip or repeat is read with the offset before the
/// change.</summary>
sealed class ZoneClock(TimeZoneInfo zone)
{
    const long HourMicroseconds = 3_600_000_000;

    readonly bool _isUtc = zone.Equals(TimeZoneInfo.Utc) || (!zone.SupportsDaylightSavingTime && zone.BaseUtcOffset == TimeSpan.Zero);

    // Offsets change on whole quarter hours only, and times of a file mostly follow each other.
    long _quarter = long.MinValue;
    long _offset;

    internal long ToUtc(long clockMicroseconds)
    {
        if (_isUtc) return clockMicroseconds;
        long quarter = Math.DivRem(clockMicroseconds, HourMicroseconds / 4).Quotient;
        if (quarter == _quarter) return clockMicroseconds - _offset;
        long ticks = DateTime.UnixEpoch.Ticks + clockMicroseconds * TimeSpan.TicksPerMicrosecond;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return clockMicroseconds;
        var clock = new DateTime(ticks, DateTimeKind.Unspecified);
        TimeSpan offset = zone.IsAmbiguousTime(clock) ? zone.GetAmbiguousTimeOffsets(clock).Max()
            : zone.IsInvalidTime(clock) ? zone.GetUtcOffset(clock.AddHours(-2)) : zone.GetUtcOffset(clock);
        (_quarter, _offset) = (quarter, (long)offset.TotalMicroseconds);
        return clockMicroseconds - _offset;
    }
}
