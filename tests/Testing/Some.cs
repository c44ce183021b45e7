using System.Collections.Immutable;
using System.Diagnostics;
using Plumbline.Engine.Columns;
using Plumbline.Statistics;

namespace Plumbline.Testing;

/// <summary>Small real parts for tests.</summary>
public static class Some
{
    /// <summary>A data set of features. <c>double[]</c> is numeric (NaN missing), <c>string?[]</c> categorical (null missing),
    /// <c>bool[]</c> boolean, <c>DateTimeOffset[]</c> a timestamp; a ready <see cref="ColumnSlice"/> stays as it is.</summary>
    public static InMemoryDataset Dataset(params ReadOnlySpan<(string Name, object Values)> columns)
    {
        var slices = new List<ColumnSlice>();
        foreach (var (name, values) in columns) slices.Add(Column(name, values));
        return new InMemoryDataset("memory", slices);
    }

    /// <summary>One column of a data set.</summary>
    public static ColumnSlice Column(string name, object values, ColumnRole role = ColumnRole.Feature) => values switch
    {
        double[] numbers => Numeric(name, numbers, role),
        int[] numbers => Numeric(name, [.. numbers.Select(n => (double)n)], role),
        string?[] texts => Categorical(name, texts, role),
        bool[] flags => Categorical(name, [.. flags.Select(f => f ? "true" : "false")], role, ColumnType.Boolean),
        DateTimeOffset[] times => Timestamp(name, times),
        ColumnSlice slice => slice,
        _ => throw new UnreachableException($"No column is made of {values.GetType()}."),
    };

    /// <summary>Numbers; NaN is missing.</summary>
    public static NumericSlice Numeric(string name, double[] values, ColumnRole role = ColumnRole.Feature,
        UnreadableValues? unreadable = null) =>
        new(new ColumnDefinition(name, role, ColumnType.Numeric), values, Missing(values.Count(double.IsNaN) - (unreadable?.Count ?? 0)),
            unreadable ?? UnreadableValues.None);

    /// <summary>Categories; null is missing.</summary>
    public static CategoricalSlice Categorical(string name, string?[] values, ColumnRole role = ColumnRole.Feature,
        ColumnType type = ColumnType.Categorical)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] rows = [.. values.Select(v => v is null ? -1 : codes.TryAdd(v, codes.Count) ? codes.Count - 1 : codes[v])];
        return new CategoricalSlice(new ColumnDefinition(name, role, type), rows, [.. codes.OrderBy(c => c.Value).Select(c => c.Key)],
            Missing(values.Count(v => v is null)), UnreadableValues.None);
    }

    /// <summary>Times in the role timestamp.</summary>
    public static TimestampSlice Timestamp(string name, DateTimeOffset[] times) =>
        new(new ColumnDefinition(name, ColumnRole.Timestamp, ColumnType.Timestamp),
            times.Select(t => (t - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToArray(), MissingValues.None,
                UnreadableValues.None);

    /// <summary>Normal draws.</summary>
    public static double[] Normal(int count, ulong seed, double mean = 0, double standardDeviation = 1)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => mean + (standardDeviation * random.NextNormal()))];
    }

    /// <summary>Category draws: value i with the weight given for it.</summary>
    public static string[] Categories(int count, ulong seed, params (string Value, double Weight)[] weights)
    {
        var random = new SeededRandom(seed);
        double total = weights.Sum(w => w.Weight);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random.NextDouble() * total))];

        string Draw(double at)
        {
            foreach (var (value, weight) in weights)
                if ((at -= weight) < 0) return value;
            return weights[^1].Value;
        }
    }

    /// <summary>The same values under another definition.</summary>
    public static ColumnSlice Slice(ColumnSlice slice, ColumnDefinition column) => slice switch
    {
        NumericSlice s => new NumericSlice(column, s.Values, s.Missing, s.Unreadable),
        CategoricalSlice s => new CategoricalSlice(column, s.Codes, s.Categories, s.Missing, s.Unreadable),
        TimestampSlice s => new TimestampSlice(column, s.Microseconds, s.Missing, s.Unreadable),
        VectorSlice s => new VectorSlice(column, s.Values, s.Dimension, s.Missing, s.Unreadable),
        _ => throw new UnreachableException(),
    };

    /// <summary>Rows [start, end) of a slice without unreadable values.</summary>
    public static ColumnSlice Rows(ColumnSlice slice, int start, int end) => slice switch
    {
        NumericSlice s => Numeric(s.Column.Name, s.Values[start..end].ToArray(), s.Column.Role),
        CategoricalSlice s => Categorical(s.Column.Name, [.. s.Codes[start..end].ToArray().Select(c => c < 0 ? null : s.Categories[c])],
            s.Column.Role, s.Column.Type),
        TimestampSlice s => new TimestampSlice(s.Column, s.Microseconds[start..end], s.Missing, s.Unreadable),
        _ => throw new UnreachableException(),
    };

    static MissingValues Missing(long count) =>
        count == 0 ? MissingValues.None : new MissingValues(ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal).Add("",
            count));
}
