using System.Globalization;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Files;

/// <summary>Makes the names of a file's columns unique and filled in.</summary>
static class ColumnNames
{
    /// <summary>Blanks around names are dropped; a name that is empty becomes <c>column_3</c>, one that comes again
    /// <c>name_2</c>.</summary>
    internal static string[] Unique(string file, IReadOnlyList<string> names, List<Message> warnings)
    {
        var taken = new HashSet<string>(names.Select(n => n.Trim()), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var unique = new string[names.Count];
        for (int i = 0; i < unique.Length; i++)
        {
            string name = names[i].Trim();
            unique[i] = name.Length > 0 && seen.Add(name) ? name : Fresh(name.Length == 0 ? Numbered("column", i + 1) : "", name, taken);
            if (unique[i] == name) continue;
            seen.Add(unique[i]);
            taken.Add(unique[i]);
            string position = (i + 1).ToString(CultureInfo.InvariantCulture);
            warnings.Add(name.Length == 0
                ? Message.Of("datasets.column_unnamed", ("file", file), ("position", position), ("name", unique[i]))
                : Message.Of("datasets.column_renamed", ("file", file), ("position", position), ("name", name), ("renamed", unique[i])));
        }
        return unique;
    }

    /// <summary>Names for a file without any: <c>column_1</c> and so on.</summary>
    internal static string[] Numbered(int count) => [.. Enumerable.Range(1, count).Select(i => Numbered("column", i))];

    static string Fresh(string wanted, string name, HashSet<string> taken)
    {
        if (wanted.Length > 0 && !taken.Contains(wanted)) return wanted;
        string stem = wanted.Length > 0 ? wanted : name;
        for (int i = 2; ; i++)
            if (!taken.Contains(Numbered(stem, i))) return Numbered(stem, i);
    }

    static string Numbered(string stem, int number) => string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
}
