using System.Globalization;

namespace Plumbline.Views.Charts;

/// <summary>Pixel positions as text: one decimal is finer than any screen.</summary>
static class Px
{
    public static string Of(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A list of numbers in six digits, separated by blanks, for the script to read.</summary>
    public static string Numbers(IEnumerable<double> values) =>
        string.Join(' ', values.Select(v => v.ToString("G6", CultureInfo.InvariantCulture)));
}
