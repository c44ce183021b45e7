namespace Plumbline.Datasets.Types;

/// <summary>Which columns identify rows. All values of an integer or text column being distinct is necessary; in few rows it happens to
/// measurements too, so there the name or a steady count must speak for it.</summary>
static class IdRule
{
    const int TrustedRows = 1_000;
    const int TrustedTextRows = 50;
    const int SteadyRows = 30;

    static readonly string[] s_words =
        ["id", "ids", "uuid", "guid", "index", "idx", "key", "rowid", "identifier", "instant", "rownum", "nr", "no"];

    internal static bool IsId(string name, ColumnFacts facts, bool isText)
    {
        if (!facts.AllDistinct || facts.Present < 2 || facts.IsFreeText) return false;
        if (HasIdName(name) || facts.Present >= TrustedRows) return true;
        return isText ? facts.Present >= TrustedTextRows : facts.IsSteady && facts.Present >= SteadyRows;
    }

    /// <summary>A name with the word "id" or alike in it: <c>id</c>, <c>customer_id</c>, <c>customerID</c>, <c>Index</c>.</summary>
    internal static bool HasIdName(string name)
    {
        int end = name.Length;
        while (end > 0 && !char.IsLetter(name[end - 1])) end--;
        int start = end;
        while (start > 0 && char.IsLetter(name[start - 1])
            && !(start < end && char.IsUpper(name[start]) && char.IsLower(name[start - 1]))) start--;
        return s_words.Contains(name[start..end], StringComparer.OrdinalIgnoreCase);
    }
}
