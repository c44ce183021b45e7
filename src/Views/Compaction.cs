using System.Text.RegularExpressions;

namespace Plumbline.Views;

/// <summary>Makes rendered markup smaller without changing what it means: shapes close themselves, attribute values that need no quotes
/// lose them, indentation goes. Text never holds a quote or an angle bracket here, because it is encoded.</summary>
static partial class Compaction
{
    public static string Of(string markup) =>
        Indentation().Replace(Quotes().Replace(EmptyShape().Replace(markup, "/>"), "=$1"), "\n");

    [GeneratedRegex("></(?:path|circle|rect|use)>")]
    private static partial Regex EmptyShape();

    // A value before a slash keeps its quotes: unquoted, the slash would belong to it.
    [GeneratedRegex("=\"([A-Za-z0-9_#.:-]+)\"(?=[ >])")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"\n\s+")]
    private static partial Regex Indentation();
}
