using System.Globalization;

namespace Plumbline.Views.Words;

/// <summary>Numbers as the page writes them: the same in both languages, so that each stands in the file once. Undefined is a
/// dash.</summary>
static class Figures
{
    const string Undefined = "–";

    /// <summary>60,000.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share of rows: 23.8 %.</summary>
    public static string Share(double share) => double.IsNaN(share) ? Undefined
        : share == 0 ? "0"
        : Math.Abs(share) < .0005 ? "<0.1 %"
        : share is > .9995 and < 1 ? ">99.9 %"
        : Minus((share * 100).ToString("0.0", CultureInfo.InvariantCulture)) + " %";

    /// <summary>A latency: 4.8 ms, 38 ms, 1.24 s.</summary>
    public static string Milliseconds(double value) => double.IsNaN(value) ? Undefined
        : value >= 1_000 ? (value / 1_000).ToString("0.00", CultureInfo.InvariantCulture) + " s"
        : value.ToString(value >= 10 ? "0" : "0.#", CultureInfo.InvariantCulture) + " ms";

    /// <summary>A share of two counts.</summary>
    public static string Share(long part, long whole) => whole == 0 ? Undefined : Share((double)part / whole);

    /// <summary>One decimal, for percentage points.</summary>
    public static string One(double value) =>
        double.IsNaN(value) ? Undefined : Minus(Trim(value.ToString("0.0", CultureInfo.InvariantCulture)));

    /// <summary>Two decimals, for effects and measures between -1 and 1: 0.46.</summary>
    public static string Two(double value) =>
        double.IsNaN(value) ? Undefined : Minus(Trim(value.ToString("0.00", CultureInfo.InvariantCulture)));

    /// <summary>Three decimals.</summary>
    public static string Three(double value) =>
        double.IsNaN(value) ? Undefined : Minus(Trim(value.ToString("0.000", CultureInfo.InvariantCulture)));

    /// <summary>A number of any size in about four digits: 1,234, 0.0123, 1.2e+9.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value)) return Undefined;
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        double size = Math.Abs(value);
        string format = size switch
        {
            0 => "0",
            >= 1e9 or < 1e-4 => "0.###e+0",
            >= 1000 => "#,##0",
            >= 100 => "0.#",
            >= 10 => "0.##",
            >= 1 => "0.###",
            _ => "0.####",
        };
        return Minus(value.ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>With its sign: +0.03, −0.14, 0.00.</summary>
    public static string Signed(double value, Func<double, string> format)
    {
        string text = format(value);
        return value > 0 && text.Any(c => c is >= '1' and <= '9') ? "+" + text : text;
    }

    /// <summary>[0.42, 0.49], or nothing without an interval.</summary>
    public static string Interval(double? low, double? high, Func<double, string> format) =>
        low is { } l && high is { } h && double.IsFinite(l) && double.IsFinite(h) ? $"[{format(l)}, {format(h)}]" : "";

    /// <summary>A p- or q-value: 0.034, &lt;0.001.</summary>
    public static string Probability(double value) => double.IsNaN(value) ? Undefined : value < .001 ? "<0.001" : Three(value);

    static string Trim(string text) => text is "-0.0" or "-0.00" or "-0.000" ? text[1..] : text;

    static string Minus(string text) => text.Length > 0 && text[0] == '-' ? "−" + text[1..] : text;
}
