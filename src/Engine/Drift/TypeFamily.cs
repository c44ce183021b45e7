using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Drift;

/// <summary>Types whose values can be compared with each other.</summary>
static class TypeFamily
{
    public const string Numbers = "numbers";
    public const string Categories = "categories";
    public const string Times = "times";
    public const string Vectors = "vectors";

    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Numeric => Numbers,
        ColumnType.Categorical or ColumnType.Boolean or ColumnType.Text => Categories,
        ColumnType.Timestamp => Times,
        ColumnType.Vector => Vectors,
    };
}
