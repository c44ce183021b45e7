using System.Globalization;
using System.Text;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;

namespace Plumbline.Datasets.Columns;

/// <summary>Vectors of the first row's dimension; a vector of another is unreadable.</summary>
sealed class VectorBuilder(ColumnPlan plan, MissingTokens missing) : ColumnBuilder(plan, missing)
{
    const int LargestDimension = 65_536;

    readonly Segments<float> _values = new();

    float[] _row = [];
    int _rows;

    internal override int Count => _rows;

    /// <summary>Takes lists of floats or, in the place of <paramref name="texts"/>, texts like <c>[1, 2]</c>.</summary>
    internal override void Append(scoped in DuckDbVector values, scoped in DuckDbVector texts, Range rows)
    {
        (int at, int left) = rows.GetOffsetAndLength(Math.Max(values.Length, texts.Length));
        if (texts.Length > 0)
        {
            for (; left > 0; at++, left--)
                if (texts.IsValid(at)) AppendText(texts.Text(at));
                else AppendMissing(1);
            return;
        }
        DuckDbVector elements = values.ListElements();
        for (; left > 0; at++, left--)
            if (values.IsValid(at)) AppendList(elements, values.ListRange(at));
            else AppendMissing(1);
    }

    internal override void AppendText(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> trimmed = NumberText.Trim(text);
        if (_row.Length == 0 && VectorText.TryCount(trimmed, out int dimension)) Begin(dimension);
        if (_row.Length > 0 && VectorText.TryRead(trimmed, _row, out int count) && count == _row.Length) Add();
        else
        {
            CountOdd(trimmed, _rows);
            AddAbsent();
        }
    }

    internal override void AppendMissing(int count)
    {
        CountEmpty(count);
        for (int i = 0; i < count; i++) AddAbsent();
    }

    internal override StoredColumn Build() => new VectorColumn(_values, _rows, _row.Length, Oddities());

    void AppendList(in DuckDbVector elements, Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(elements.Length);
        if (_row.Length == 0 && length > 0) Begin(length);
        if (length != _row.Length)
        {
            CountUnreadable(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[{length} numbers]")), _rows);
            AddAbsent();
            return;
        }
        ReadOnlySpan<float> numbers = elements.Values<float>().Slice(start, length);
        for (int i = 0; i < length; i++) _row[i] = elements.IsValid(start + i) ? numbers[i] : float.NaN;
        Add();
    }

    /// <summary>The first vector decides the dimension; rows before it had none.</summary>
    void Begin(int dimension)
    {
        _row = new float[Math.Min(dimension, LargestDimension)];
        int before = _rows;
        _rows = 0;
        for (int i = 0; i < before; i++) AddAbsent();
    }

    void AddAbsent()
    {
        _row.AsSpan().Fill(float.NaN);
        Add();
    }

    void Add()
    {
        _values.Add(_row);
        _rows++;
    }
}
