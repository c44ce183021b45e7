using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Columns;

/// <summary>A column read, before it is known what it means.</summary>
abstract class StoredColumn(Oddities oddities)
{
    internal Oddities Oddities { get; } = oddities;

    /// <summary>Line of the first unreadable value, once it has been looked up.</summary>
    internal long? FirstUnreadableLine { get; set; }

    internal abstract int Count { get; }

    /// <summary>The rows as the engine takes them, to be read and not written.</summary>
    internal abstract ColumnSlice ToSlice(ColumnDefinition column);

    /// <summary>The same column with its rows in another order; a negative row is a missing one.</summary>
    internal abstract StoredColumn Pick(ReadOnlySpan<int> rows, long missing);

    protected UnreadableValues Unreadable() => Oddities.Unreadable(FirstUnreadableLine);

    protected Oddities WithEmpty(long rows)
    {
        var missing = new Dictionary<string, long>(Oddities.MissingBySpelling, StringComparer.Ordinal);
        if (rows > 0) missing[""] = missing.GetValueOrDefault("") + rows;
        return Oddities with { MissingBySpelling = missing };
    }
}

sealed class NumberColumn(Segments<double> values, Oddities oddities) : StoredColumn(oddities)
{
    internal Segments<double> Values { get; } = values;

    internal override int Count => Values.Count;

    internal override ColumnSlice ToSlice(ColumnDefinition column) =>
        new NumericSlice(column, Values.ToMemory(), Oddities.Missing(), Unreadable());

    internal override StoredColumn Pick(ReadOnlySpan<int> rows, long missing)
    {
        double[] all = Values.ToArray();
        var picked = new Segments<double>();
        foreach (int row in rows) picked.Add(row < 0 ? double.NaN : all[row]);
        return new NumberColumn(picked, WithEmpty(missing));
    }
}

sealed class TimeColumn(Segments<long> values, Oddities oddities) : StoredColumn(oddities)
{
    internal override int Count => values.Count;

    internal override ColumnSlice ToSlice(ColumnDefinition column) =>
        new TimestampSlice(column, values.ToMemory(), Oddities.Missing(), Unreadable());

    internal override StoredColumn Pick(ReadOnlySpan<int> rows, long missing)
    {
        long[] all = values.ToArray();
        var picked = new Segments<long>();
        foreach (int row in rows) picked.Add(row < 0 ? TimestampSlice.MissingTime : all[row]);
        return new TimeColumn(picked, WithEmpty(missing));
    }
}

sealed class VectorColumn(Segments<float> values, int rows, int dimension, Oddities oddities) : StoredColumn(oddities)
{
    internal override int Count => rows;

    /// <summary>A column without one readable vector has dimension 1, so that it keeps its rows.</summary>
    internal override ColumnSlice ToSlice(ColumnDefinition column)
    {
        if (dimension > 0) return new VectorSlice(column, values.ToMemory(), dimension, Oddities.Missing(), Unreadable());
        var absent = new float[rows];
        absent.AsSpan().Fill(float.NaN);
        return new VectorSlice(column, absent, 1, Oddities.Missing(), Unreadable());
    }

    internal override StoredColumn Pick(ReadOnlySpan<int> rows, long missing)
    {
        float[] all = values.ToArray();
        float[] absent = new float[dimension];
        absent.AsSpan().Fill(float.NaN);
        var picked = new Segments<float>();
        foreach (int row in rows) picked.Add(row < 0 ? absent : all.AsSpan(row * dimension, dimension));
        return new VectorColumn(picked, rows.Length, dimension, WithEmpty(missing));
    }
}
