using System.Text;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;

namespace Plumbline.Datasets.Columns;

/// <summary>Takes the rows of one column as they arrive and holds them typed.</summary>
abstract class ColumnBuilder(ColumnPlan plan, MissingTokens missing)
{
    readonly Dictionary<string, long> _missing = new(StringComparer.Ordinal);

    long _empty;
    long _unreadable;
    long _firstUnreadable = -1;
    string? _example;

    internal ColumnPlan Plan { get; } = plan;

    protected MissingTokens Tokens { get; } = missing;

    /// <summary>Rows so far.</summary>
    internal abstract int Count { get; }

    internal static ColumnBuilder For(ColumnPlan plan, MissingTokens missing, TimeZoneInfo zone) => plan.Storage switch
    {
        Storage.Number => new NumberBuilder(plan, missing),
        Storage.Text => new TextBuilder(plan, missing),
        Storage.Time => new TimeBuilder(plan, missing, zone),
        Storage.Vector => new VectorBuilder(plan, missing),
    };

    /// <summary>Adds rows of a chunk.</summary>
    /// <param name="values">The typed values, or the texts themselves.</param>
    /// <param name="texts">The texts that <paramref name="values"/> could not hold; empty when there are none.</param>
    /// <param name="rows">Which rows of the chunk.</param>
    internal abstract void Append(scoped in DuckDbVector values, scoped in DuckDbVector texts, Range rows);

    /// <summary>Adds a row written as text.</summary>
    internal abstract void AppendText(ReadOnlySpan<byte> text);

    /// <summary>Adds rows without a value.</summary>
    internal abstract void AppendMissing(int count);

    internal abstract StoredColumn Build();

    protected void CountEmpty(long rows = 1) => _empty += rows;

    protected void CountMissing(string spelling, long rows = 1) => _missing[spelling] = _missing.GetValueOrDefault(spelling) + rows;

    /// <summary>Counts a text that is not of the column's type as missing or unreadable.</summary>
    protected void CountOdd(ReadOnlySpan<byte> text, int row)
    {
        text = NumberText.Trim(text);
        if (text.Length == 0) _empty++;
        else if (Tokens.Find(text) is { } spelling) CountMissing(spelling);
        else CountUnreadable(text, row);
    }

    protected void CountUnreadable(ReadOnlySpan<byte> text, int row)
    {
        if (_unreadable++ > 0) return;
        string example = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 400)]);
        (_firstUnreadable, _example) = (row, example.Length > 80 ? example[..80] : example);
    }

    protected Oddities Oddities()
    {
        if (_empty > 0) CountMissing("", _empty);
        _empty = 0;
        return new Oddities(_missing, _unreadable, _firstUnreadable, _example);
    }
}
