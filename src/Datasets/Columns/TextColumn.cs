using System.Collections.Immutable;
using Plumbline.Datasets.Types;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Columns;

/// <summary>A code per row, -1 where nothing is.</summary>
sealed class TextColumn(Segments<int> codes, ImmutableArray<string> categories, Oddities oddities) : StoredColumn(oddities)
{
    internal Segments<int> Codes { get; } = codes;

    internal ImmutableArray<string> Categories { get; } = categories;

    internal override int Count => Codes.Count;

    internal override ColumnSlice ToSlice(ColumnDefinition column) => column.Type == ColumnType.Boolean
        ? ToBooleans(column)
        : new CategoricalSlice(column, Codes.ToMemory(), Categories, Oddities.Missing(), Unreadable());

    internal override StoredColumn Pick(ReadOnlySpan<int> rows, long missing)
    {
        int[] all = Codes.ToArray();
        var picked = new Segments<int>();
        foreach (int row in rows) picked.Add(row < 0 ? -1 : all[row]);
        return new TextColumn(picked, Categories, WithEmpty(missing));
    }

    /// <summary>Categories <c>true</c> and <c>false</c>, whatever their case; 1 and 0 are taken for them. The builder let nothing else
    /// in.</summary>
    CategoricalSlice ToBooleans(ColumnDefinition column)
    {
        var found = new List<string>(2);
        int[] codeOf = new int[Categories.Length];
        for (int i = 0; i < codeOf.Length; i++)
        {
            string text = BooleanText.Parse(Categories[i]) == true ? "true" : "false";
            codeOf[i] = found.IndexOf(text);
            if (codeOf[i] >= 0) continue;
            codeOf[i] = found.Count;
            found.Add(text);
        }
        int[] rows = Codes.ToArray();
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0) rows[i] = codeOf[rows[i]];
        return new CategoricalSlice(column, rows, found, Oddities.Missing(), Unreadable());
    }
}
