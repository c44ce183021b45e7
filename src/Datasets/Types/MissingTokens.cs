using System.Text;

namespace Plumbline.Datasets.Types;

/// <summary>The spellings that mean "missing". An empty cell always does.</summary>
sealed class MissingTokens
{
    readonly HashSet<string> _spellings;
    readonly byte[][] _utf8;

    internal MissingTokens(IEnumerable<string> spellings)
    {
        _spellings = [.. spellings.Select(s => s.Trim())];
        _spellings.Remove("");
        _utf8 = [.. _spellings.Order(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        Numbers = [.. _spellings.Order(StringComparer.Ordinal).SelectMany(Number)];
    }

    /// <summary>Spellings that are numbers, such as -999: there the value counts, so that -999.0 is missing too.</summary>
    internal IReadOnlyList<(double Value, string Spelling)> Numbers { get; }

    internal bool IsMissing(string trimmed) => trimmed.Length == 0 || _spellings.Contains(trimmed);

    /// <summary>The spelling, or null when the text is none.</summary>
    internal string? Find(ReadOnlySpan<byte> trimmed)
    {
        foreach (byte[] spelling in _utf8)
            if (trimmed.SequenceEqual(spelling)) return Encoding.UTF8.GetString(spelling);
        return null;
    }

    static IEnumerable<(double, string)> Number(string spelling) =>
        NumberText.TryParse(Encoding.UTF8.GetBytes(spelling), out double value) ? [(value, spelling)] : [];
}
