using System.Buffers;
using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;

namespace Plumbline.Server.Ingest.Columns;

/// <summary>One column of the batch being read. Rows it was not given are missing; a rejected row is taken back.</summary>
sealed class LiveColumn
{
    readonly List<string> _categories = [];
    readonly List<int> _categoryRows = [];
    readonly List<int> _categoryNumbers = [];
    readonly List<(int Row, int Spelling)> _spelled = [];
    readonly Utf8Table _texts = new();
    double[] _numbers = [];
    int[] _codes = [];
    float[] _vectors = [];
    long[] _times = [];
    int[] _codeOf = [];
    int _firstValue = -1;

    internal LiveColumn(string name, ColumnRole role, ColumnType? type, bool isKnown)
    {
        (Name, Utf8Name, Role, Type, IsKnown) = (name, Encoding.UTF8.GetBytes(name), role, type, isKnown);
        FieldBytes = Utf8Name;
    }

    internal string Name { get; }

    /// <summary>Class of a score column.</summary>
    internal string? ScoreOf { get; init; }

    internal byte[] Utf8Name { get; }

    /// <summary>Its property name within its object of the event.</summary>
    internal byte[] FieldBytes { get; init; }

    internal ColumnRole Role { get; }

    /// <summary>Null until a value says it.</summary>
    internal ColumnType? Type { get; private set; }

    /// <summary>True when the schema has it.</summary>
    internal bool IsKnown { get; set; }

    internal bool IsWidened { get; private set; }

    /// <summary>The column that came next in the event before.</summary>
    internal LiveColumn? Next { get; set; }

    /// <summary>Rows written, the present one included.</summary>
    internal int Count { get; private set; }

    internal int Dimension { get; private set; }

    internal IReadOnlyList<string> Categories => _categories;

    internal ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, Type == ColumnType.Numeric ? Count : 0);

    internal bool HasValues => _firstValue >= 0;

    /// <summary>What speaks for its type and what against it; shared by the requests to a model once the schema has the column.</summary>
    internal TypeEvidence Evidence { get; set; } = new();

    /// <summary>The values all rows of the model may have together; null: any number.</summary>
    internal BoundedTexts? Bound { get; set; }

    internal void AddNumber(int row, double value)
    {
        if (Type is null) Decide(ColumnType.Numeric);
        if (_firstValue < 0) _firstValue = row;
        WriteNumber(row, value);
    }

    /// <summary>The code of a text that this batch or an earlier one has seen; -1 when it is new to this column.</summary>
    internal bool Knows(ReadOnlySpan<byte> text) => _texts.Find(text) >= 0;

    internal void AddText(int row, ReadOnlySpan<byte> text, ColumnType type)
    {
        if (Type is null) Decide(type);
        if (_firstValue < 0) _firstValue = row;
        WriteCode(row, CodeOf(row, text));
    }

    internal void AddVector(int row, ReadOnlySpan<float> values)
    {
        if (Type is null) Decide(ColumnType.Vector);
        if (_firstValue < 0) _firstValue = row;
        if (Dimension == 0) Dimension = values.Length;
        Reserve(ref _vectors, (row + 1) * Dimension, Count * Dimension);
        _vectors.AsSpan(Count * Dimension, (row - Count) * Dimension).Fill(float.NaN);
        values.CopyTo(_vectors.AsSpan(row * Dimension));
        Count = row + 1;
    }

    internal void AddTime(int row, long microseconds)
    {
        if (_firstValue < 0) _firstValue = row;
        WriteTime(row, microseconds);
    }

    internal void AddMissing(int row, int spelling)
    {
        if (spelling > 0) _spelled.Add((row, spelling));
        switch (Type)
        {
            case ColumnType.Numeric: WriteNumber(row, double.NaN); break;
            case ColumnType.Vector: FillVectors(row + 1); break;
            case ColumnType.Timestamp: WriteTime(row, TimestampSlice.MissingTime); break;
            case null: Count = row + 1; break;
            default: WriteCode(row, -1); break;
        }
    }

    /// <summary>Numbers and booleans become categories; categories become text.</summary>
    internal void Widen(ColumnType type)
    {
        if (Type == type) return;
        if (Type == ColumnType.Numeric) NumbersToCodes();
        Evidence.Widened();
        IsWidened = true;
        Type = type;
    }

    /// <summary>Takes back what was written for this row and later ones.</summary>
    internal void TakeBack(int row)
    {
        if (Count <= row) return;
        Count = row;
        while (_spelled.Count > 0 && _spelled[^1].Row >= row) _spelled.RemoveAt(_spelled.Count - 1);
        while (_categoryRows.Count > 0 && _categoryRows[^1] >= row) ForgetLastCategory();
        if (_firstValue < row) return;
        _firstValue = -1;
        if (!IsKnown) (Type, Dimension) = (null, 0);
    }

    /// <summary>The column with so many rows; its buffers are its own.</summary>
    internal ColumnSlice Build(int rows)
    {
        var definition = new ColumnDefinition(Name, Role, Type!.Value) { ScoreOf = ScoreOf };
        if (Count < rows) Fill(rows);
        switch (Type)
        {
            case ColumnType.Numeric:
                double[] numbers = _numbers.AsSpan(0, rows).ToArray();
                return new NumericSlice(definition, numbers, Missing(CountNaN(numbers)), UnreadableValues.None);
            case ColumnType.Vector:
                float[] vectors = _vectors.AsSpan(0, rows * Dimension).ToArray();
                return new VectorSlice(definition, vectors, Dimension, Missing(MissingVectors(rows)), UnreadableValues.None);
            case ColumnType.Timestamp:
                long[] times = _times.AsSpan(0, rows).ToArray();
                return new TimestampSlice(definition, times, Missing(times.AsSpan().Count(TimestampSlice.MissingTime)),
                    UnreadableValues.None);
            default:
                int[] codes = _codes.AsSpan(0, rows).ToArray();
                return new CategoricalSlice(definition, codes, _categories.ToArray(), Missing(codes.AsSpan().Count(-1)),
                    UnreadableValues.None);
        }
    }

    /// <summary>Ready for the next batch. The texts stay known.</summary>
    internal void Clear(bool keepBuffers)
    {
        (Count, _firstValue, IsWidened) = (0, -1, false);
        _spelled.Clear();
        while (_categoryRows.Count > 0) ForgetLastCategory();
        if (_texts.Trim()) _codeOf = [];
        if (keepBuffers) return;
        Return(ref _numbers);
        Return(ref _codes);
        Return(ref _vectors);
        Return(ref _times);
    }

    /// <summary>The schema says otherwise now, and says it for good.</summary>
    internal void Confirm(ColumnType type)
    {
        if (Type != type) Widen(type);
        IsKnown = true;
    }

    void Decide(ColumnType type)
    {
        int rows = Count;
        (Type, Count) = (type, 0);
        if (rows > 0 && type != ColumnType.Vector) Fill(rows);
    }

    void Fill(int rows)
    {
        switch (Type)
        {
            case ColumnType.Numeric: WriteNumber(rows - 1, double.NaN); break;
            case ColumnType.Vector: FillVectors(rows); break;
            case ColumnType.Timestamp: WriteTime(rows - 1, TimestampSlice.MissingTime); break;
            default: WriteCode(rows - 1, -1); break;
        }
    }

    void WriteTime(int row, long microseconds)
    {
        if (row >= _times.Length) Reserve(ref _times, row + 1, Count);
        _times.AsSpan(Count, row - Count).Fill(TimestampSlice.MissingTime);
        _times[row] = microseconds;
        Count = row + 1;
    }

    void WriteNumber(int row, double value)
    {
        if (row >= _numbers.Length) Reserve(ref _numbers, row + 1, Count);
        double[] numbers = _numbers;
        for (int i = Count; i < row; i++) numbers[i] = double.NaN;
        numbers[row] = value;
        Count = row + 1;
    }

    void WriteCode(int row, int code)
    {
        if (row >= _codes.Length) Reserve(ref _codes, row + 1, Count);
        int[] codes = _codes;
        for (int i = Count; i < row; i++) codes[i] = -1;
        codes[row] = code;
        Count = row + 1;
    }

    void FillVectors(int rows)
    {
        Reserve(ref _vectors, rows * Dimension, Count * Dimension);
        _vectors.AsSpan((Count * Dimension)..(rows * Dimension)).Fill(float.NaN);
        Count = rows;
    }

    int CodeOf(int row, ReadOnlySpan<byte> text)
    {
        int number = _texts.Find(text);
        if (number < 0)
        {
            number = _texts.Add(text);
            if (number >= _codeOf.Length) Array.Resize(ref _codeOf, Math.Max(16, number * 2));
        }
        if (_codeOf[number] > 0) return _codeOf[number] - 1;
        _categories.Add(_texts.Text(number));
        _categoryRows.Add(row);
        _categoryNumbers.Add(number);
        return (_codeOf[number] = _categories.Count) - 1;
    }

    void ForgetLastCategory()
    {
        _codeOf[_categoryNumbers[^1]] = 0;
        _categories.RemoveAt(_categories.Count - 1);
        _categoryRows.RemoveAt(_categoryRows.Count - 1);
        _categoryNumbers.RemoveAt(_categoryNumbers.Count - 1);
    }

    void NumbersToCodes()
    {
        int rows = Count;
        Count = 0;
        for (int i = 0; i < rows; i++)
            WriteCode(i, double.IsNaN(_numbers[i]) ? -1 : CodeOf(i, Encoding.UTF8.GetBytes(LiveColumns.CategoryOf(_numbers[i]))));
    }

    MissingValues Missing(int all)
    {
        if (all == 0) return MissingValues.None;
        var counts = MissingValues.None.BySpelling.ToBuilder();
        int spelled = 0;
        foreach ((_, int spelling) in _spelled)
        {
            string text = MissingSpelling.Text(spelling);
            counts[text] = counts.GetValueOrDefault(text) + 1;
            spelled++;
        }
        if (all > spelled) counts[""] = all - spelled;
        return new MissingValues(counts.ToImmutable());
    }

    static int CountNaN(ReadOnlySpan<double> values)
    {
        int count = 0;
        foreach (double value in values) count += double.IsNaN(value) ? 1 : 0;
        return count;
    }

    int MissingVectors(int rows)
    {
        int count = 0;
        for (int i = 0; i < rows; i++)
        {
            bool isMissing = true;
            foreach (float value in _vectors.AsSpan(i * Dimension, Dimension)) isMissing &= float.IsNaN(value);
            count += isMissing ? 1 : 0;
        }
        return count;
    }

    static void Reserve<T>(ref T[] buffer, int needed, int used)
    {
        if (buffer.Length >= needed) return;
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, Math.Max(64, used * 2)));
        buffer.AsSpan(0, Math.Min(used, buffer.Length)).CopyTo(larger);
        Return(ref buffer);
        buffer = larger;
    }

    static void Return<T>(ref T[] buffer)
    {
        if (buffer.Length > 0) ArrayPool<T>.Shared.Return(buffer);
        buffer = [];
    }
}
