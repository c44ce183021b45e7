using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Profiles;

/// <summary>The summary of a set of rows.</summary>
public sealed record DatasetProfile
{
    /// <summary>Where the rows came from, for showing.</summary>
    public required string Path { get; init; }

    public required long Rows { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public long Refused { get; init; }

    public required Schema Schema { get; init; }

    /// <summary>First and last moment of the timestamp column, null without one.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>The columns that could be read, in the order of the schema.</summary>
    public IReadOnlyList<ColumnProfile> Columns { get; init; } = [];

    /// <summary>The column of that name, or null.</summary>
    public ColumnProfile? Find(string name) => Columns.FirstOrDefault(c => c.Column.Name == name);
}
