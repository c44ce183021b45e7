using System.Globalization;

namespace Plumbline.Datasets.Files;

/// <summary>The only place where text of a user becomes part of SQL, and only as a quoted literal: paths and the delimiter.</summary>
static class SqlText
{
    /// <summary>A literal. DuckDB knows no escapes in it but the doubled quote.</summary>
    internal static string Quote(string text)
    {
        if (text.Contains('\0')) throw new DatasetException("A path may not contain the character of code 0.");
        return "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    /// <summary>A file as a literal: its full path, so that no beginning (<c>~</c>, <c>http:</c>) means anything to DuckDB.</summary>
    internal static string File(string path) => Quote(Path.GetFullPath(path));

    /// <summary>The name by which the column at a position is known in SQL, whatever its file calls it.</summary>
    internal static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index + 1:0000}");
}
