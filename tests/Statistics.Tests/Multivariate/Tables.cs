using Plumbline.Statistics.Multivariate;

namespace Plumbline.Statistics.Tests.Multivariate;

/// <summary>Seeded tables and matrices.</summary>
static class Tables
{
    public static RowTable Of(double[][] rows) =>
        new([.. Enumerable.Range(0, rows[0].Length).Select(column => new TableColumn.Numeric([.. rows.Select(row => row[column])]))]);

    public static RowMatrix Matrix(double[][] rows) =>
        new(rows.SelectMany(row => row.Select(value => (float)value)).ToArray(), rows[0].Length);

    /// <summary>Two normal columns (the second may be shifted), a lognormal one with missing values, and a category of five
    /// values.</summary>
    public static RowTable Mixed(int n, ulong seed, double shift = 0)
    {
        SeededRandom random = new(seed);
        double[] first = new double[n], second = new double[n], third = new double[n];
        int[] category = new int[n];
        for (int i = 0; i < n; i++)
        {
            first[i] = random.NextNormal();
            second[i] = random.NextNormal() + shift;
            third[i] = random.NextDouble() < .1 ? double.NaN : Math.Exp(random.NextNormal());
            category[i] = Math.Min(random.NextInt(7), 4);
        }
        return new([new TableColumn.Numeric(first), new TableColumn.Numeric(second), new TableColumn.Numeric(third),
            new TableColumn.Categorical(category, 5)]);
    }

    /// <summary>Two standard normal columns of the given correlation.</summary>
    public static RowTable Correlated(int n, double correlation, ulong seed)
    {
        SeededRandom random = new(seed);
        double[] first = new double[n], second = new double[n];
        for (int i = 0; i < n; i++)
        {
            first[i] = random.NextNormal();
            second[i] = (correlation * first[i]) + (Math.Sqrt(1 - (correlation * correlation)) * random.NextNormal());
        }
        return new([new TableColumn.Numeric(first), new TableColumn.Numeric(second)]);
    }

    /// <summary>Columns that say nothing: constant, all missing, all infinite, one category, no category.</summary>
    public static RowTable Bad(int n) => new(
    [
        new TableColumn.Numeric([.. Enumerable.Repeat(3.5, n)]),
        new TableColumn.Numeric([.. Enumerable.Repeat(double.NaN, n)]),
        new TableColumn.Numeric([.. Enumerable.Repeat(double.PositiveInfinity, n)]),
        new TableColumn.Categorical(new int[n], 1),
        new TableColumn.Categorical([.. Enumerable.Repeat(-1, n)], 0),
    ]);

    public static RowMatrix Normal(int n, int dimension, double mean, ulong seed)
    {
        SeededRandom random = new(seed);
        float[] values = new float[n * dimension];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(mean + random.NextNormal());
        return new(values, dimension);
    }
}
