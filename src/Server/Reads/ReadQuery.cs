using System.Globalization;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Reads;

/// <summary>Parameters of readings, checked.</summary>
static class ReadQuery
{
    const string TimeForm = "a time with an offset such as 2026-03-02T00:00:00Z";

    /// <summary>The longest stretch of time one reading may be of.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366 * 2);

    /// <summary>A stretch of time; left out: the last 24 hours.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Range(string? from, string? to, DateTimeOffset now)
    {
        var end = Time("to", to) ?? now;
        var start = Time("from", from) ?? end.AddDays(-1);
        if (start >= end) throw ProblemException.InvalidQuery("to", to, "a time after 'from'", "'to' is not after 'from'.");
        return end - start <= Longest ? (start, end)
            : throw ProblemException.InvalidQuery("from", from, "at most two years before 'to'",
                "The stretch of time is longer than two years; ask for parts of it.");
    }

    // A time without an offset would be read as the server's, which nobody means.
    public static DateTimeOffset? Time(string field, string? text)
    {
        if (text is null) return null;
        bool hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time.ToUniversalTime();
        string hint = text.Contains(' ', StringComparison.Ordinal) ? " A plus sign in an address is written %2B." : "";
        throw ProblemException.InvalidQuery(field, text, TimeForm,
            $"'{ProblemException.Shorten(text)}' is not a time with an offset; write it like 2026-03-02T00:00:00Z.{hint}");
    }

    public static int Limit(string? text, int most) => Whole("limit", text, 1, most) is { } limit ? (int)limit : Math.Min(100, most);

    public static long? Whole(string field, string? text, long least, long most)
    {
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= least
            && number <= most) return number;
        throw ProblemException.InvalidQuery(field, text,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
            $"'{ProblemException.Shorten(text)}' is no whole number from {least.ToString(CultureInfo.InvariantCulture)} to "
                + $"{most.ToString(CultureInfo.InvariantCulture)}.");
    }

    /// <summary>A word of an enum.</summary>
    public static T? Word<T>(string field, string? text)
        where T : struct, Enum
    {
        if (text is null) return null;
        return Words.Parse<T>(text) ?? throw ProblemException.InvalidQuery(field, text, Words.All<T>(),
            $"'{ProblemException.Shorten(text)}' is not allowed as {field}; allowed: {Words.All<T>()}.");
    }

    public static bool Flag(string field, string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw ProblemException.InvalidQuery(field, text, "true or false",
            $"'{ProblemException.Shorten(text)}' is neither true nor false."),
    };

    /// <summary>NAME=VALUE.</summary>
    public static KeyValuePair<string, string>? Pair(string field, string? text)
    {
        if (text is null) return null;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new(text[..equals], text[(equals + 1)..])
            : throw ProblemException.InvalidQuery(field, text, "NAME=VALUE", $"'{ProblemException.Shorten(text)}' is not NAME=VALUE.");
    }

    /// <summary>Names with commas between; left out: none.</summary>
    public static string[] Names(string? text) => text is null ? []
        : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
