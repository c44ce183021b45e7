using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Engine.Tests.Reports;

/// <summary>Text for comparison with a golden file: the last digits of sums depend on how wide the machine's vectors are.</summary>
static partial class GoldenText
{
    public static string Rounded(string json) =>
        LongNumber().Replace(json, n => double.Parse(n.Value, CultureInfo.InvariantCulture).ToString("G9", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"-?\d+\.\d{7,}(E[+-]?\d+)?")]
    private static partial Regex LongNumber();
}
