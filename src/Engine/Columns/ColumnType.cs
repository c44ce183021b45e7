namespace Plumbline.Engine.Columns;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    Numeric,
    Categorical,
    Boolean,
    Timestamp,
    Text,
    Vector,
}
