using System.Globalization;

namespace Plumbline.Datasets;

/// <summary>Data rows [<see cref="Start"/>, <see cref="End"/>), counted from 0.</summary>
/// <param name="Start">First row, at least 0.</param>
/// <param name="End">Row after the last; null for the end of the data.</param>
public readonly record struct RowRange(long Start, long? End)
{
    /// <summary>Reads <c>a:b</c>, <c>a:</c> or <c>:b</c>.</summary>
    /// <exception cref="FormatException">The text is not a range, or an empty one.</exception>
    public static RowRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':');
        long start = 0, end = 0;
        bool good = parts.Length == 2
            && (parts[0].Length == 0 || long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out start))
            && (parts[1].Length == 0 || long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out end));
        if (!good || (parts[1].Length > 0 && end <= start))
            throw new FormatException($"'{text}' is not a range of rows: write a:b with 0 <= a < b, such as 0:10000, or a: for all from row a.");
        return new RowRange(start, parts[1].Length == 0 ? null : end);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start}:{End}");
}
