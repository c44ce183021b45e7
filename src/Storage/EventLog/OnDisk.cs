using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Logs;

/// <summary>The numbers that stand for roles and types on disk. They never change; the enums may be put in another order.</summary>
static class OnDisk
{
    public static byte Role(ColumnRole role) => role switch
    {
        ColumnRole.Feature => 1,
        ColumnRole.Prediction => 2,
        ColumnRole.Score => 3,
        ColumnRole.Target => 4,
        ColumnRole.Timestamp => 5,
        ColumnRole.Id => 6,
        ColumnRole.Segment => 7,
        ColumnRole.Protected => 8,
        ColumnRole.Latency => 9,
        ColumnRole.Weight => 10,
        ColumnRole.Version => 11,
        ColumnRole.Environment => 12,
        ColumnRole.Error => 13,
        ColumnRole.Image => 14,
        ColumnRole.Text => 15,
        ColumnRole.Embedding => 16,
        ColumnRole.Ignore => 17,
    };

    public static ColumnRole Role(byte number) => number switch
    {
        1 => ColumnRole.Feature,
        2 => ColumnRole.Prediction,
        3 => ColumnRole.Score,
        4 => ColumnRole.Target,
        5 => ColumnRole.Timestamp,
        6 => ColumnRole.Id,
        7 => ColumnRole.Segment,
        8 => ColumnRole.Protected,
        9 => ColumnRole.Latency,
        10 => ColumnRole.Weight,
        11 => ColumnRole.Version,
        12 => ColumnRole.Environment,
        13 => ColumnRole.Error,
        14 => ColumnRole.Image,
        15 => ColumnRole.Text,
        16 => ColumnRole.Embedding,
        17 => ColumnRole.Ignore,
        _ => throw new InvalidDataException($"A column of role {number} is unknown."),
    };

    public static byte Type(ColumnType type) => type switch
    {
        ColumnType.Numeric => 1,
        ColumnType.Categorical => 2,
        ColumnType.Boolean => 3,
        ColumnType.Timestamp => 4,
        ColumnType.Text => 5,
        ColumnType.Vector => 6,
    };

    public static ColumnType Type(byte number) => number switch
    {
        1 => ColumnType.Numeric,
        2 => ColumnType.Categorical,
        3 => ColumnType.Boolean,
        4 => ColumnType.Timestamp,
        5 => ColumnType.Text,
        6 => ColumnType.Vector,
        _ => throw new InvalidDataException($"A column of type {number} is unknown."),
    };
}
