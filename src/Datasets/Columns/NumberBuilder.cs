using System.Text;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;

namespace Plumbline.Datasets.Columns;

/// <summary>Numbers; NaN where there is none.</summary>
sealed class NumberBuilder(ColumnPlan plan, MissingTokens missing) : ColumnBuilder(plan, missing)
{
    readonly Segments<double> _values = new(plan.ExpectedRows);

    internal override int Count => _values.Count;

    /// <summary>True when an optimistic reading met a NaN: only the text tells how it was spelled.</summary>
    internal bool MetNaN { get; private set; }

    internal override void Append(scoped in DuckDbVector values, scoped in DuckDbVector texts, Range rows)
    {
        (int at, int left) = rows.GetOffsetAndLength(Math.Max(values.Length, texts.Length));
        ReadOnlySpan<double> numbers = values.Values<double>();
        bool whole = values.Validity.Length == 0;
        while (left > 0)
        {
            int first = _values.Count;
            Span<double> room = _values.Reserve(left);
            numbers.Slice(at, room.Length).CopyTo(room);
            for (int i = 0; i < room.Length; i++)
                if (double.IsNaN(room[i]) || !(whole || values.IsValid(at + i))) room[i] = Absent(values, texts, at + i, first + i);
            if (Tokens.Numbers.Count > 0) DropListed(room);
            at += room.Length;
            left -= room.Length;
        }
    }

    internal override void AppendText(ReadOnlySpan<byte> text)
    {
        Span<double> room = _values.Reserve(1);
        room[0] = NumberText.TryParse(text, out double value) ? value : Odd(text, _values.Count - 1);
        DropListed(room);
    }

    internal override void AppendMissing(int count)
    {
        CountEmpty(count);
        for (int left = count; left > 0;)
        {
            Span<double> room = _values.Reserve(left);
            room.Fill(double.NaN);
            left -= room.Length;
        }
    }

    internal override StoredColumn Build() => new NumberColumn(_values, Oddities());

    /// <summary>What stands in place of a null or a NaN, which is counted.</summary>
    double Absent(scoped in DuckDbVector values, scoped in DuckDbVector texts, int at, int row)
    {
        bool isNaN = values.IsValid(at);
        MetNaN |= isNaN;
        if (texts.Length > 0 && texts.IsValid(at))
        {
            if (!isNaN) return Odd(texts.Text(at), row);
            CountMissing(Encoding.UTF8.GetString(NumberText.Trim(texts.Text(at))));
        }
        else if (isNaN) CountMissing("NaN");
        else CountEmpty();
        return double.NaN;
    }

    double Odd(ReadOnlySpan<byte> text, int row)
    {
        if (Plan.AcceptsBooleans && Ascii.EqualsIgnoreCase(NumberText.Trim(text), "true"u8)) return 1;
        if (Plan.AcceptsBooleans && Ascii.EqualsIgnoreCase(NumberText.Trim(text), "false"u8)) return 0;
        CountOdd(text, row);
        return double.NaN;
    }

    void DropListed(Span<double> room)
    {
        foreach ((double number, string spelling) in Tokens.Numbers)
            for (int i = 0; i < room.Length; i++)
            {
                if (room[i] != number) continue;
                CountMissing(spelling);
                room[i] = double.NaN;
            }
    }
}
