using System.Collections.Immutable;

namespace Plumbline.Engine.Columns;

/// <summary>The columns of a data set, inferred once on the reference; the current set is read against it.</summary>
public sealed record Schema
{
    /// <summary>The columns in file order, names unique.</summary>
    public required ImmutableArray<ColumnDefinition> Columns { get; init; }

    /// <summary>Names of the segment columns.</summary>
    public ImmutableArray<string> Segments { get; init; } = [];

    /// <summary>Names of the protected columns.</summary>
    public ImmutableArray<string> Protected { get; init; } = [];

    /// <summary>The column of that name, or null.</summary>
    public ColumnDefinition? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);

    /// <summary>The first column of a role, or null.</summary>
    public ColumnDefinition? First(ColumnRole role) => Columns.FirstOrDefault(c => c.Role == role);
}
