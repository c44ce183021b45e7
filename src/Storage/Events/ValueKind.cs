using System.Diagnostics;
using System.Globalization;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Events;

/// <summary>How a value is held.</summary>
enum ValueKind
{
    Number,
    Text,
    Time,
    Vector,
}

/// <summary>A column of a table of events: the value of a place in the model's schema in one kind, or (no kind) why it is absent.</summary>
/// <param name="Place">Place of the column in the schema, from 0; it never changes.</param>
/// <param name="Kind">A column that was retyped has one for each kind.</param>
readonly record struct PhysicalColumn(int Place, ValueKind? Kind)
{
    internal string Name => string.Create(CultureInfo.InvariantCulture, $"f{Place + 1:0000}_{Suffix}");

    internal string SqlType => Kind switch
    {
        ValueKind.Number => "DOUBLE",
        ValueKind.Text => "VARCHAR",
        ValueKind.Time => "BIGINT",
        ValueKind.Vector => "FLOAT[]",
        null => "INTEGER",
    };

    internal DuckDbType Type => Kind switch
    {
        ValueKind.Number => DuckDbType.Double,
        ValueKind.Text => DuckDbType.Varchar,
        ValueKind.Time => DuckDbType.BigInt,
        ValueKind.Vector => DuckDbType.List,
        null => DuckDbType.Integer,
    };

    char Suffix => Kind switch
    {
        ValueKind.Number => 'n',
        ValueKind.Text => 's',
        ValueKind.Time => 't',
        ValueKind.Vector => 'v',
        null => 'm',
    };

    internal static ValueKind KindOf(ColumnType type) => type switch
    {
        ColumnType.Numeric => ValueKind.Number,
        ColumnType.Categorical or ColumnType.Boolean or ColumnType.Text => ValueKind.Text,
        ColumnType.Timestamp => ValueKind.Time,
        ColumnType.Vector => ValueKind.Vector,
    };

    internal static ValueKind KindOf(ColumnSlice slice) => slice switch
    {
        NumericSlice => ValueKind.Number,
        CategoricalSlice => ValueKind.Text,
        TimestampSlice => ValueKind.Time,
        VectorSlice => ValueKind.Vector,
        _ => throw new UnreachableException(),
    };

    /// <summary>The column of a name in the database; null for the columns every table has.</summary>
    internal static PhysicalColumn? Parse(string name)
    {
        if (name.Length < 7 || name[0] != 'f' || name[^2] != '_') return null;
        if (!int.TryParse(name.AsSpan(1, name.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return null;
        return name[^1] switch
        {
            'n' => new PhysicalColumn(number - 1, ValueKind.Number),
            's' => new PhysicalColumn(number - 1, ValueKind.Text),
            't' => new PhysicalColumn(number - 1, ValueKind.Time),
            'v' => new PhysicalColumn(number - 1, ValueKind.Vector),
            'm' => new PhysicalColumn(number - 1, null),
            _ => null,
        };
    }
}
