using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Events;

/// <summary>Where the values of a column are: in physical columns of the table of events, among its fixed ones, or with the
/// labels.</summary>
/// <param name="Definition">Name, role and type as they are read.</param>
/// <param name="Select">SQL of the values of the wanted kind.</param>
/// <param name="Reasons">SQL of why a value is absent.</param>
/// <param name="Numbers">SQL of values from when the column was numeric and is so no more; null where there never were any.</param>
/// <param name="Texts">SQL of values from when the column was text and is so no more.</param>
sealed record StoredColumn(ColumnDefinition Definition, string Select, string Reasons, string? Numbers, string? Texts)
{
    internal const string Id = "id", Time = "time", Tags = "tags";

    const string NoReason = "NULL::INTEGER";

    internal ValueKind Kind => PhysicalColumn.KindOf(Definition.Type);

    /// <summary>True where the values are the labels that were joined.</summary>
    internal bool IsTruth => Definition.Role == ColumnRole.Target;

    /// <summary>The column every table has that a column is read from: ids and times of the events under whatever name, unless values
    /// were sent under that name; null for other columns.</summary>
    internal static string? FixedColumn(EventTable? table, Schema schema, ColumnDefinition column)
    {
        int place = schema.Columns.IndexOf(column);
        if (place < 0) return column.Name switch { Id => "id", Time => "time", _ => "tags" };
        if (table?.Has(new PhysicalColumn(place, PhysicalColumn.KindOf(column.Type))) == true) return null;
        return (column.Role, PhysicalColumn.KindOf(column.Type)) switch
        {
            (ColumnRole.Id, ValueKind.Text) => "id",
            (ColumnRole.Timestamp, ValueKind.Time) => "time",
            _ => null,
        };
    }

    /// <summary>The columns every model has, whether its schema names them or not; null for other names.</summary>
    internal static ColumnDefinition? Find(Schema schema, string name) => schema.Find(name) ?? name switch
    {
        Id => new ColumnDefinition(Id, ColumnRole.Id, ColumnType.Text),
        Time => new ColumnDefinition(Time, ColumnRole.Timestamp, ColumnType.Timestamp),
        Tags => new ColumnDefinition(Tags, ColumnRole.Ignore, ColumnType.Text),
        _ => null,
    };

    internal static StoredColumn Of(EventTable? table, Schema schema, ColumnDefinition column)
    {
        if (FixedColumn(table, schema, column) is { } own) return new StoredColumn(column, own, NoReason, null, null);
        int place = schema.Columns.IndexOf(column);
        ValueKind kind = PhysicalColumn.KindOf(column.Type);
        if (column.Role == ColumnRole.Target)
            return new StoredColumn(column, kind == ValueKind.Number ? "label_n" : "label_s", "label_m",
                kind == ValueKind.Text ? "label_n" : null, kind == ValueKind.Number ? "label_s" : null);
        var reasons = new PhysicalColumn(place, null);
        return new StoredColumn(column, Name(kind) ?? "NULL::" + new PhysicalColumn(place, kind).SqlType,
            table?.Has(reasons) == true ? reasons.Name : NoReason,
            kind == ValueKind.Number ? null : Name(ValueKind.Number), kind == ValueKind.Text ? null : Name(ValueKind.Text));

        string? Name(ValueKind wanted)
        {
            var physical = new PhysicalColumn(place, wanted);
            return table?.Has(physical) == true ? physical.Name : null;
        }
    }
}
