namespace Plumbline.Statistics.Multivariate;

/// <summary>A column of a table of rows: numbers, or category codes.</summary>
public abstract record TableColumn
{
    TableColumn() { }

    /// <summary>Rows.</summary>
    public abstract int Length { get; }

    /// <summary>Numbers; NaN and infinities count as missing.</summary>
    public sealed record Numeric(double[] Values) : TableColumn
    {
        /// <inheritdoc/>
        public override int Length => Values.Length;
    }

    /// <summary>Codes 0 .. Cardinality - 1, below 0 missing. Both tables of a comparison use the same code for the same category.</summary>
    public sealed record Categorical(int[] Codes, int Cardinality) : TableColumn
    {
        /// <inheritdoc/>
        public override int Length => Codes.Length;
    }
}

/// <summary>The same rows of several columns: the input of measures on rows. Not copied; must not change while in use.</summary>
public sealed class RowTable
{
    /// <summary>A table of columns of equal length.</summary>
    /// <param name="columns">At least one column.</param>
    /// <exception cref="ArgumentException">There is no column, or the lengths differ.</exception>
    public RowTable(IReadOnlyList<TableColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0) throw new ArgumentException("A table has at least one column.", nameof(columns));
        Columns = columns;
        Rows = columns[0].Length;
        foreach (TableColumn column in columns)
            if (column.Length != Rows)
                throw new ArgumentException($"Columns of {Rows} and of {column.Length} rows do not form a table.", nameof(columns));
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>A table of numeric columns only, from a row-major matrix such as embeddings.</summary>
    /// <param name="values">Row after row, length rows x dimension.</param>
    /// <param name="dimension">Columns, at least 1.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the dimension.</exception>
    public static RowTable FromVectors(ReadOnlySpan<float> values, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
            throw new ArgumentException($"{values.Length} values are not rows of {dimension}.", nameof(values));
        int rows = values.Length / dimension;
        TableColumn[] columns = new TableColumn[dimension];
        for (int column = 0; column < dimension; column++)
        {
            double[] copy = new double[rows];
            for (int row = 0; row < rows; row++) copy[row] = values[(row * dimension) + column];
            columns[column] = new TableColumn.Numeric(copy);
        }
        return new(columns);
    }

    /// <summary>Checks that two tables have the same columns.</summary>
    internal static void CheckSameColumns(RowTable reference, RowTable current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (reference.Columns.Count != current.Columns.Count)
            throw new ArgumentException($"{reference.Columns.Count} reference columns but {current.Columns.Count} current ones.",
                nameof(current));
        for (int column = 0; column < reference.Columns.Count; column++)
            if (reference.Columns[column].GetType() != current.Columns[column].GetType())
                throw new ArgumentException($"Column {column} is numeric on one side and categorical on the other.", nameof(current));
    }
}
