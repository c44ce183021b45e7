using System.Globalization;

namespace Plumbline.Engine.Messages;

/// <summary>Numbers as messages show them, the same in every culture.</summary>
public static class MessageNumbers
{
    /// <summary>A count: <c>1 234 567</c> is written 1234567.</summary>
    public static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Four significant digits: 12.35, 0.001234, 1.235E+12; <c>?</c> when undefined.</summary>
    public static string Short(double value)
    {
        if (double.IsNaN(value)) return "?";
        if (value == 0 || !double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        double size = Math.Abs(value);
        if (size is >= 1e15 or < 1e-4) return value.ToString("0.###E+0", CultureInfo.InvariantCulture);
        if (size >= 1000) return Math.Round(value, size >= 10_000 ? 0 : 1).ToString("0.#", CultureInfo.InvariantCulture);
        int decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 8);
        return Math.Round(value, decimals).ToString("0.########", CultureInfo.InvariantCulture);
    }

    /// <summary>A share in [0, 1] as a percentage: <c>23.8 %</c>, <c>0.04 %</c>; <c>?</c> when undefined.</summary>
    public static string Percent(double share)
    {
        if (double.IsNaN(share)) return "?";
        double percent = 100 * share;
        string format = Math.Abs(percent) is > 0 and < .095 ? "0.00" : "0.0";
        string text = percent.ToString(format, CultureInfo.InvariantCulture);
        return (percent > 0 && text == "0.00" ? "< 0.01" : text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text) + " %";
    }

    /// <summary>A p- or q-value: three decimals, <c>&lt; 0.001</c> below.</summary>
    public static string Probability(double p) =>
        double.IsNaN(p) ? "?" : p < .001 ? "< 0.001" : p.ToString("0.###", CultureInfo.InvariantCulture);
}
