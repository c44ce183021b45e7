namespace Plumbline.Server.Ingest.Json;

/// <summary>Times as ISO 8601 with an offset, such as 2026-03-01T12:00:00.5Z or 2026-03-01 13:00:00+01:00.</summary>
static class EventTime
{
    internal const string Wanted = "A time is ISO 8601 with Z or an offset, such as 2026-03-01T12:00:00Z.";
    const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Microseconds since 1970 UTC; digits beyond the microsecond are dropped.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < 17 || !Date(text, out int days) || (text[10] | 0x20) is not ((byte)'t' or (byte)' ')) return false;
        if (!Two(text, 11, 23, out int hour) || text[13] != ':' || !Two(text, 14, 59, out int minute)) return false;
        ReadOnlySpan<byte> rest = text[16..];
        int second = 0;
        long fraction = 0;
        if (rest[0] == ':')
        {
            if (!Two(rest, 1, 59, out second)) return false;
            rest = rest[3..];
            if (!Fraction(ref rest, out fraction)) return false;
        }
        if (!Offset(rest, out int offset)) return false;
        long minutes = (((days * 24L) + hour) * 60) + minute - offset;
        microseconds = (((minutes * 60) + second) * MicrosecondsPerSecond) + fraction;
        return true;
    }

    static bool Date(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (!Two(text, 0, 99, out int century) || !Two(text, 2, 99, out int year) || text[4] != '-' || text[7] != '-') return false;
        if (!Two(text, 5, 12, out int month) || !Two(text, 8, 31, out int day)) return false;
        year += century * 100;
        if (year == 0 || month == 0 || day == 0 || day > DateTime.DaysInMonth(year, month)) return false;
        days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        return true;
    }

    static bool Fraction(ref ReadOnlySpan<byte> rest, out long microseconds)
    {
        microseconds = 0;
        if (rest is not [(byte)'.' or (byte)',', ..]) return true;
        int length = 1;
        for (long unit = MicrosecondsPerSecond / 10; length < rest.Length
            && rest[length] is >= (byte)'0' and <= (byte)'9'; length++, unit /= 10)
            microseconds += (rest[length] - '0') * unit;
        bool isGood = length > 1;
        rest = rest[length..];
        return isGood;
    }

    /// <summary>Z, +hh, +hhmm or +hh:mm, in minutes east.</summary>
    static bool Offset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest is [(byte)'Z' or (byte)'z']) return true;
        if (rest is not [(byte)'+' or (byte)'-', _, _, ..] || !Two(rest, 1, 18, out int hours)) return false;
        int minute = 0;
        ReadOnlySpan<byte> tail = rest[3..];
        if (tail is [(byte)':', _, _]) tail = tail[1..];
        if (tail.Length is not (0 or 2) || (tail.Length == 2 && !Two(tail, 0, 59, out minute))) return false;
        minutes = ((hours * 60) + minute) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    static bool Two(ReadOnlySpan<byte> text, int at, int most, out int value)
    {
        value = -1;
        if (at + 2 > text.Length) return false;
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        if ((uint)tens > 9 || (uint)ones > 9) return false;
        value = (tens * 10) + ones;
        return value <= most;
    }
}
