namespace Plumbline.Datasets.Types;

/// <summary>Order of the parts of a date whose year comes last.</summary>
enum DateOrder
{
    /// <summary>25.12.2024, 25/12/2024.</summary>
    DayFirst,

    /// <summary>12/25/2024.</summary>
    MonthFirst,
}

/// <summary>Times as people write them: <c>2024-03-01</c>, <c>2024-03-01 12:30[:45[.123456]]</c>, with <c>T</c> for the blank, with
/// <c>Z</c>,
/// <c>UTC</c> or an offset (<c>+01:00</c>, <c>+0100</c>, <c>+01</c>) behind; <c>/</c> for <c>-</c>; and dates that end in the year, with
/// AM/PM or not.</summary>
static class TimestampText
{
    const long SecondMicroseconds = 1_000_000;
    const long DayMicroseconds = 86_400 * SecondMicroseconds;

    /// <summary>Reads a time.</summary>
    /// <param name="text">UTF-8, may be surrounded by blanks.</param>
    /// <param name="order">Used where the year is last.</param>
    /// <param name="microseconds">Since 1970: UTC when <paramref name="hasOffset"/>, otherwise on the clock of an unknown zone.</param>
    /// <param name="hasOffset">True when the text says its offset.</param>
    internal static bool TryParse(ReadOnlySpan<byte> text, DateOrder order, out long microseconds, out bool hasOffset)
    {
        (microseconds, hasOffset) = (0, false);
        text = NumberText.Trim(text);
        if (!TryDate(ref text, order, out int days)) return false;
        microseconds = days * DayMicroseconds;
        if (text.Length == 0) return true;
        if (text[0] is not ((byte)' ' or (byte)'T' or (byte)'t')) return false;
        text = text[1..];
        if (!TryTime(ref text, out long ofDay)) return false;
        microseconds += ofDay;
        if (text.Length == 0) return true;
        hasOffset = true;
        if (!TryOffset(text, out long offset)) return false;
        microseconds -= offset;
        return true;
    }

    /// <summary>True for a date that ends in the year; then its first two numbers tell the order, or do not.</summary>
    internal static bool EndsInYear(ReadOnlySpan<byte> text, out int first, out int second, out bool slash)
    {
        text = NumberText.Trim(text);
        (second, slash) = (0, false);
        if (!TryNumber(ref text, 1, 2, out first) || text.Length == 0 || text[0] is not ((byte)'/' or (byte)'.' or (byte)'-')) return false;
        byte separator = text[0];
        slash = separator == '/';
        text = text[1..];
        return TryNumber(ref text, 1, 2, out second) && text.Length > 0 && text[0] == separator;
    }

    static bool TryDate(ref ReadOnlySpan<byte> text, DateOrder order, out int days)
    {
        days = 0;
        int start = text.Length;
        if (!TryNumber(ref text, 1, 4, out int first) || text.Length == 0) return false;
        bool yearFirst = start - text.Length == 4;
        byte separator = text[0];
        if (separator is not ((byte)'-' or (byte)'/' or (byte)'.')) return false;
        text = text[1..];
        if (!TryNumber(ref text, 1, 2, out int second) || text.Length == 0 || text[0] != separator) return false;
        text = text[1..];
        if (!TryNumber(ref text, yearFirst ? 1 : 4, yearFirst ? 2 : 4, out int third)) return false;
        (int year, int month, int day) = yearFirst ? (first, second, third)
            : order == DateOrder.DayFirst ? (third, second, first) : (third, first, second);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        return true;
    }

    static bool TryTime(ref ReadOnlySpan<byte> text, out long ofDay)
    {
        ofDay = 0;
        if (!TryNumber(ref text, 1, 2, out int hour) || !TrySkip(ref text, (byte)':')
            || !TryNumber(ref text, 2, 2, out int minute)) return false;
        int second = 0;
        long fraction = 0;
        if (TrySkip(ref text, (byte)':'))
        {
            if (!TryNumber(ref text, 2, 2, out second)) return false;
            if (text.Length > 0 && text[0] is (byte)'.' or (byte)',' && !TryFraction(ref text, out fraction)) return false;
        }
        if (!TryHalf(ref text, ref hour)) return false;
        // A leap second is written as 60 and is the start of the next minute.
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0))) return false;
        ofDay = ((hour * 60L + minute) * 60 + second) * SecondMicroseconds + fraction;
        return true;
    }

    static bool TryFraction(ref ReadOnlySpan<byte> text, out long microseconds)
    {
        (microseconds, int digits) = (0, 0);
        text = text[1..];
        for (; text.Length > 0 && text[0] is >= (byte)'0' and <= (byte)'9'; text = text[1..])
            if (digits++ < 6) microseconds = microseconds * 10 + (text[0] - '0');
        for (int i = digits; i < 6; i++) microseconds *= 10;
        return digits is > 0 and <= 12;
    }

    static bool TryHalf(ref ReadOnlySpan<byte> text, ref int hour)
    {
        ReadOnlySpan<byte> rest = NumberText.Trim(text);
        if (rest.Length != 2 || (rest[1] | 0x20) != 'm' || (rest[0] | 0x20) is not ('a' or 'p')) return true;
        text = [];
        if (hour is < 1 or > 12) return false;
        hour = hour % 12 + ((rest[0] | 0x20) == 'p' ? 12 : 0);
        return true;
    }

    static bool TryOffset(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        text = NumberText.Trim(text);
        if (text is [(byte)'Z' or (byte)'z'] || text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8)) return true;
        if (text.Length == 0 || text[0] is not ((byte)'+' or (byte)'-')) return false;
        bool west = text[0] == '-';
        text = text[1..];
        if (!TryNumber(ref text, 2, 2, out int hours)) return false;
        TrySkip(ref text, (byte)':');
        int minutes = 0;
        if (text.Length > 0 && !TryNumber(ref text, 2, 2, out minutes)) return false;
        microseconds = (hours * 60L + minutes) * 60 * SecondMicroseconds * (west ? -1 : 1);
        return text.Length == 0 && hours <= 18 && minutes < 60;
    }

    static bool TrySkip(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.Length == 0 || text[0] != expected) return false;
        text = text[1..];
        return true;
    }

    static bool TryNumber(ref ReadOnlySpan<byte> text, int least, int most, out int value)
    {
        value = 0;
        int digits = 0;
        while (digits < text.Length && digits < most && text[digits] is >= (byte)'0' and <= (byte)'9')
            value = value * 10 + (text[digits++] - '0');
        text = text[digits..];
        return digits >= least && (text.Length == 0 || text[0] is not (>= (byte)'0' and <= (byte)'9'));
    }
}
