using Plumbline.Datasets.Types;
using Plumbline.DuckDb;

namespace Plumbline.Datasets.Columns;

/// <summary>Texts: a code per row. Blanks around a text are not part of it.</summary>
sealed class TextBuilder(ColumnPlan plan, MissingTokens missing) : ColumnBuilder(plan, missing)
{
    const int MissingCode = -1;
    const int UnreadableCode = -2;

    readonly Segments<int> _codes = new(plan.ExpectedRows);
    readonly Utf8Dictionary _dictionary = new();

    internal override int Count => _codes.Count;

    internal override void Append(scoped in DuckDbVector values, scoped in DuckDbVector texts, Range rows)
    {
        (int at, int left) = rows.GetOffsetAndLength(Math.Max(values.Length, texts.Length));
        while (left > 0)
        {
            Span<int> room = _codes.Reserve(left);
            for (int i = 0; i < room.Length; i++)
                room[i] = values.IsValid(at + i) ? _dictionary.CodeOf(NumberText.Trim(values.Text(at + i))) : -1;
            at += room.Length;
            left -= room.Length;
        }
    }

    internal override void AppendText(ReadOnlySpan<byte> text) => _codes.Add(_dictionary.CodeOf(NumberText.Trim(text)));

    internal override void AppendMissing(int count)
    {
        for (int left = count; left > 0;)
        {
            Span<int> room = _codes.Reserve(left);
            room.Fill(-1);
            left -= room.Length;
        }
    }

    /// <summary>Merges spellings of one number and takes the missing ones out: once per distinct text, then once over the codes.</summary>
    internal override StoredColumn Build()
    {
        string[] spellings = _dictionary.ToStrings();
        int[] codeOf = new int[spellings.Length];
        var categories = new List<string>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < spellings.Length; i++)
        {
            codeOf[i] = MissingCode;
            if (Tokens.IsMissing(spellings[i])) continue;
            string category = NumberText.Canonical(spellings[i]);
            if (Plan.IsBoolean && BooleanText.Parse(category) is null)
            {
                codeOf[i] = UnreadableCode;
                continue;
            }
            if (!known.TryGetValue(category, out codeOf[i]))
            {
                known.Add(category, codeOf[i] = categories.Count);
                categories.Add(category);
            }
        }
        long[] counts = new long[spellings.Length];
        int row = 0;
        foreach (Memory<int> piece in _codes.Pieces())
        {
            Recode(piece.Span, row, codeOf, counts);
            row += piece.Length;
        }
        for (int i = 0; i < spellings.Length; i++)
            if (codeOf[i] == MissingCode && spellings[i].Length > 0) CountMissing(spellings[i], counts[i]);
            else if (codeOf[i] == MissingCode) CountEmpty(counts[i]);
        return new TextColumn(_codes, [.. categories], Oddities());
    }

    void Recode(Span<int> codes, int row, int[] codeOf, long[] counts)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] < 0)
            {
                CountEmpty();
                continue;
            }
            counts[codes[i]]++;
            int code = codeOf[codes[i]];
            if (code == UnreadableCode) CountUnreadable(_dictionary[codes[i]], row + i);
            codes[i] = Math.Max(code, MissingCode);
        }
    }
}
