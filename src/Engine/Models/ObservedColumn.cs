using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Models;

/// <summary>A column as events show it.</summary>
/// <param name="Name">As the events call it.</param>
/// <param name="Role">By its place in the event.</param>
/// <param name="Type">The narrowest type that holds every value seen.</param>
/// <param name="ScoreOf">For a score: the class; null for the positive class.</param>
public sealed record ObservedColumn(string Name, ColumnRole Role, ColumnType Type, string? ScoreOf = null)
{
    /// <summary>The column of a schema this becomes.</summary>
    public ColumnDefinition ToDefinition(string origin) => new(Name, Role, Type) { ScoreOf = ScoreOf, Origin = origin };
}
