using System.Globalization;
using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Parquet;

/// <summary>A column of a Parquet file.</summary>
/// <param name="Column">As the rest of the reader knows it.</param>
/// <param name="Type">Declared type.</param>
/// <param name="Sql">Where its values are.</param>
sealed record ParquetColumn(SourceColumn Column, DuckDbType Type, string Sql)
{
    bool IsNumber => ParquetColumns.IsNumber(Type);

    /// <summary>How the values are asked for so that a builder can take them.</summary>
    internal ParquetExpression Expression(ColumnPlan plan) => plan.Storage switch
    {
        Storage.Number when IsNumber || Type == DuckDbType.Boolean => new($"CAST({Sql} AS DOUBLE)", null),
        Storage.Number => Tried($"TRY_CAST({Sql}::VARCHAR AS DOUBLE)"),
        Storage.Text => new($"CAST({Sql} AS VARCHAR)", null),
        Storage.Time when Type is DuckDbType.TimestampTz => new(null, $"make_timestamp(epoch_us({Sql}))::VARCHAR || 'Z'"),
        Storage.Time when ParquetColumns.IsTime(Type) => new($"epoch_us(CAST({Sql} AS TIMESTAMP))", null),
        Storage.Time => new(null, $"CAST({Sql} AS VARCHAR)"),
        Storage.Vector when Type is DuckDbType.List or DuckDbType.Array => new($"TRY_CAST({Sql} AS FLOAT[])", null),
        Storage.Vector => new(null, $"CAST({Sql} AS VARCHAR)"),
    };

    ParquetExpression Tried(string number) => new(number, $"CASE WHEN {number} IS NULL OR isnan({number}) THEN {Sql}::VARCHAR END");
}

/// <summary>Typed values, texts, or both.</summary>
readonly record struct ParquetExpression(string? Value, string? Text);

/// <summary>Which columns of a Parquet file can be compared, and as what.</summary>
static class ParquetColumns
{
    internal static bool IsNumber(DuckDbType type) =>
        type is DuckDbType.TinyInt or DuckDbType.SmallInt or DuckDbType.Integer or DuckDbType.BigInt or DuckDbType.HugeInt
            or DuckDbType.UTinyInt or DuckDbType.USmallInt or DuckDbType.UInteger or DuckDbType.UBigInt or DuckDbType.UHugeInt
            or DuckDbType.Float or DuckDbType.Double or DuckDbType.Decimal;

    internal static bool IsTime(DuckDbType type) =>
        type is DuckDbType.Timestamp or DuckDbType.TimestampSeconds or DuckDbType.TimestampMilliseconds or DuckDbType.TimestampNanoseconds
            or DuckDbType.TimestampTz or DuckDbType.Date;

    /// <summary>The columns; fields of a struct become columns <c>struct.field</c>, what lies deeper or has no meaning here is left out,
    /// said aloud.</summary>
    internal static ParquetColumn[] Of(string file, IReadOnlyList<DuckDbColumn> fields, List<Message> warnings)
    {
        var found = new List<(string Name, DuckDbColumn Field, string Sql)>();
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Type != DuckDbType.Struct) found.Add((fields[i].Name, fields[i], SqlText.Column(i)));
            for (int j = 0; j < fields[i].Fields.Count; j++)
                found.Add(($"{fields[i].Name}.{fields[i].Fields[j].Name}", fields[i].Fields[j],
                    string.Create(CultureInfo.InvariantCulture, $"struct_extract_at({SqlText.Column(i)}, {j + 1})")));
        }
        string[] names = ColumnNames.Unique(file, [.. found.Select(f => f.Name)], warnings);
        var columns = new List<ParquetColumn>();
        for (int i = 0; i < names.Length; i++)
        {
            if (StorageOf(found[i].Field) is { } storage)
                columns.Add(new ParquetColumn(new SourceColumn(names[i], i, new SampleType(storage),
                    found[i].Field.Type == DuckDbType.Varchar),
                    found[i].Field.Type, found[i].Sql));
            else warnings.Add(Message.Of("datasets.column_unusable", ("file", file), ("column", names[i]),
                ("type", found[i].Field.Type.ToString())));
        }
        return [.. columns];
    }

    static Storage? StorageOf(DuckDbColumn field)
    {
        if (IsNumber(field.Type)) return Storage.Number;
        if (IsTime(field.Type)) return Storage.Time;
        if (field.Type is DuckDbType.List or DuckDbType.Array)
            return field.ElementType is { } element && IsNumber(element) ? Storage.Vector : null;
        return field.Type is DuckDbType.Varchar or DuckDbType.Boolean or DuckDbType.Enum or DuckDbType.Uuid or DuckDbType.Time or DuckDbType.Interval
            ? Storage.Text : null;
    }
}
