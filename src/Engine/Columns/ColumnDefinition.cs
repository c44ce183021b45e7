namespace Plumbline.Engine.Columns;

/// <summary>A column's name, role and type. Segment and protected columns that are also features keep the role Feature and are named
/// in <see cref="Schema.Segments"/> and <see cref="Schema.Protected"/>.</summary>
/// <param name="Name">The name as the user wrote it: text, never part of SQL, markup or a path.</param>
/// <param name="Role">What the column is for.</param>
/// <param name="Type">What its values are.</param>
public sealed record ColumnDefinition(string Name, ColumnRole Role, ColumnType Type)
{
    /// <summary>For a score column: the class whose probability it holds; null for the positive class of a binary task.</summary>
    public string? ScoreOf { get; init; }

    /// <summary>How role and type came about: by a flag, or inferred from what.</summary>
    public string Origin { get; init; } = "";

    /// <summary>True where drift is judged.</summary>
    public bool IsJudged =>
        Role is ColumnRole.Feature or ColumnRole.Prediction or ColumnRole.Score or ColumnRole.Target
        && Type is ColumnType.Numeric or ColumnType.Categorical or ColumnType.Boolean or ColumnType.Text;
}
