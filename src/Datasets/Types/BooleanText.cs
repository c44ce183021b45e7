namespace Plumbline.Datasets.Types;

/// <summary>The two words that make a column boolean; <c>yes</c> and <c>no</c> are categories.</summary>
static class BooleanText
{
    internal static bool IsBoolean(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of a text in a column known to be boolean, where 1 and 0 will do.</summary>
    internal static bool? Parse(string text) =>
        text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : text == "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : null;
}
