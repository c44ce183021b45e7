using System.Globalization;

namespace Plumbline.Engine.Integrity;

/// <summary>Numbers as sentences show them, the same in every culture.</summary>
static class Figures
{
    /// <summary>A share in percent with up to two significant digits below 10 %: "3.2 %", "0.015 %".</summary>
    public static string Share(double share)
    {
        double percent = share * 100;
        return percent is 0 or >= 10
            ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} %")
            : string.Create(CultureInfo.InvariantCulture, $"{percent:G2} %");
    }

    /// <summary>Up to four significant digits.</summary>
    public static string Number(double value) => Math.Abs(value) is >= 1e4 and < 1e15
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A count with all its digits.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A span of time in its largest fitting unit: "3.5 d", "12 h", "40 min", "5 s".</summary>
    public static string Span(double seconds) => seconds switch
    {
        >= 2 * 86_400 => $"{Number(seconds / 86_400)} d",
        >= 2 * 3_600 => $"{Number(seconds / 3_600)} h",
        >= 120 => $"{Number(seconds / 60)} min",
        _ => $"{Number(seconds)} s",
    };

    /// <summary>A moment in UTC, to the second.</summary>
    public static string Moment(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
        .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
