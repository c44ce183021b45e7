using System.Text;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Models;

/// <summary>What may be a name. A name is text: it never becomes part of a query, a file or markup.</summary>
public static class ModelNames
{
    public const int MostTextBytes = IngestLimits.ColumnNameBytes;

    const string ModelAllowed = "1 to 100 letters (a to z, A to Z), digits, dots, dashes and underscores, the first a letter or a digit";

    /// <summary>The name, which may be one of a model.</summary>
    /// <exception cref="ProblemException">422: not a name of a model.</exception>
    public static string Model(string name)
    {
        if (IsModel(name)) return name;
        throw ProblemException.Invalid("model", name, ModelAllowed,
            $"'{ProblemException.Shorten(name)}' cannot be the name of a model; allowed: {ModelAllowed}.");
    }

    public static bool IsModel(string name) =>
        name.Length is > 0 and <= IngestLimits.ModelNameLength && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>True for a version, a column or a tag: up to 200 bytes, nothing that cannot be seen.</summary>
    public static bool IsText(string text) => text.Length > 0 && !text.Any(char.IsControl) && IsWhole(text)
        && Encoding.UTF8.GetByteCount(text) <= MostTextBytes;

    // Half a surrogate pair has no bytes in UTF-8 and would come back as another name.
    static bool IsWhole(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
