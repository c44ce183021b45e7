using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Events;

sealed class NumericSliceBuilder(StoredColumn column, Spellings spellings, int rows) : SliceBuilder(column, spellings)
{
    readonly Segments<double> _values = new(rows);

    internal override NumericSlice Build() => new(Column, _values.ToMemory(), Missing, Unreadable);

    protected override void Add(in DuckDbVector values, int row) => _values.Add(values.Values<double>()[row]);

    protected override void AddAll(in DuckDbVector values) => _values.Add(values.Values<double>());

    protected override void AddNothing() => _values.Add(double.NaN);

    protected override void AddNegativeZero() => _values.Add(-0.0);

    protected override void AddText(ReadOnlySpan<byte> text)
    {
        if (NumberText.TryParse(text, out double number)) _values.Add(number);
        else base.AddText(text);
    }
}

sealed class CategoricalSliceBuilder(StoredColumn column, Spellings spellings, int rows) : SliceBuilder(column, spellings)
{
    readonly Segments<int> _codes = new(rows);
    readonly Utf8Dictionary _categories = new();

    internal override CategoricalSlice Build() => new(Column, _codes.ToMemory(), _categories.ToStrings(), Missing, Unreadable);

    protected override void Add(in DuckDbVector values, int row) => _codes.Add(_categories.CodeOf(values.Text(row)));

    protected override void AddNothing() => _codes.Add(-1);

    protected override void AddNumber(double number) =>
        _codes.Add(_categories.CodeOf(System.Text.Encoding.UTF8.GetBytes(NumberText.Text(number))));
}

sealed class TimestampSliceBuilder(StoredColumn column, Spellings spellings, int rows) : SliceBuilder(column, spellings)
{
    readonly Segments<long> _values = new(rows);

    internal override TimestampSlice Build() => new(Column, _values.ToMemory(), Missing, Unreadable);

    protected override void Add(in DuckDbVector values, int row) => _values.Add(values.Values<long>()[row]);

    protected override void AddAll(in DuckDbVector values) => _values.Add(values.Values<long>());

    protected override void AddNothing() => _values.Add(TimestampSlice.MissingTime);
}

/// <summary>The first vector decides the dimension; one of another is unreadable.</summary>
sealed class VectorSliceBuilder(StoredColumn column, Spellings spellings) : SliceBuilder(column, spellings)
{
    readonly Segments<float> _values = new();
    float[] _nothing = [];
    int _before;

    internal override VectorSlice Build() => new(Column, _values.ToMemory(), _nothing.Length, Missing, Unreadable);

    protected override void Add(in DuckDbVector values, int row)
    {
        DuckDbVector elements = values.ListElements();
        (int start, int length) = values.ListRange(row).GetOffsetAndLength(elements.Length);
        if (_nothing.Length == 0 && length > 0) Begin(length);
        if (length == _nothing.Length) _values.Add(elements.Values<float>().Slice(start, length));
        else AddUnreadable(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{length} numbers]"));
    }

    protected override void AddNothing()
    {
        if (_nothing.Length == 0) _before++;
        else _values.Add(_nothing);
    }

    /// <summary>Rows before the first vector were missing and had no dimension.</summary>
    void Begin(int dimension)
    {
        _nothing = new float[dimension];
        _nothing.AsSpan().Fill(float.NaN);
        for (; _before > 0; _before--) _values.Add(_nothing);
    }
}
