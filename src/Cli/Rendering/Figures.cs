using System.Globalization;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering;

/// <summary>Numbers as text and Markdown write them: plain ASCII, the same in every culture. Undefined is a dash.</summary>
static class Figures
{
    const string Undefined = "-";

    /// <summary>60,000.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three decimals: 0.207.</summary>
    public static string Three(double? value) =>
        Finite(value) is { } v ? Unsigned0(Format(v, Math.Abs(v) >= 1000 ? "0.###e+0" : "0.000")) : Undefined;

    /// <summary>A number of any size in four digits: 0.0123, 795.7, 1.2e+9.</summary>
    public static string Number(double? value)
    {
        if (Finite(value) is not { } v) return Undefined;
        return Math.Abs(v) switch
        {
            0 => "0",
            >= 1e7 or < 1e-4 => Format(v, "0.###e+0"),
            >= 1000 => Format(v, "#,##0"),
            >= 100 => Format(v, "0.0"),
            >= 10 => Format(v, "0.00"),
            >= 1 => Format(v, "0.000"),
            _ => Format(v, "0.0000"),
        };
    }

    /// <summary>With its sign: +0.031.</summary>
    public static string Signed(double? value, Func<double?, string> format)
    {
        string text = format(value);
        return value > 0 && text.Any(c => c is >= '1' and <= '9') ? "+" + text : text;
    }

    /// <summary>A p- or q-value: 0.034, &lt;0.001.</summary>
    public static string Probability(double? value) => Finite(value) is { } v && v < .001 ? "<0.001" : Three(value);

    /// <summary>A share as percent: 5.2%, 63%.</summary>
    public static string Percent(double? share) => Finite(share) is { } s ? PercentDigits(s) + "%" : Undefined;

    /// <summary>Two shares: <c>0 -> 63%</c>, or one when they are written alike.</summary>
    public static string PercentMove(double? before, double? after)
    {
        if (Finite(before) is not { } b) return Percent(after);
        if (Finite(after) is not { } a) return Undefined;
        string first = PercentDigits(b), second = PercentDigits(a);
        return first == second ? second + "%" : $"{first} -> {second}%";
    }

    /// <summary>A value and its interval: <c>0.207 [0.190, 0.224]</c>.</summary>
    public static string WithInterval(double? value, double? low, double? high, Func<double?, string> format) =>
        Finite(value) is null || Finite(low) is null || Finite(high) is null ? format(value)
            : $"{format(value)} [{format(low)}, {format(high)}]";

    public static string WithInterval(MeasureValue? measure, Func<double?, string> format) =>
        measure is null ? Undefined : WithInterval(measure.Value, measure.Low, measure.High, format);

    static string PercentDigits(double share) => share switch
    {
        0 => "0",
        1 => "100",
        > 0 and < .0005 => "<0.1",
        > .9995 => ">99.9",
        < .0995 => Format(share * 100, "0.0"),
        _ => Format(share * 100, "0"),
    };

    static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    static string Unsigned0(string text) => text == "-0.000" ? "0.000" : text;

    static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
