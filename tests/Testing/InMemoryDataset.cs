using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Testing;

/// <summary>A data set whose columns are already in memory. Made by <see cref="Some.Dataset"/> and changed with <c>with</c>-like
/// calls.</summary>
public sealed class InMemoryDataset(string path, IReadOnlyList<ColumnSlice> columns) : IDataset
{
    public string Path { get; } = path;

    public int RowCount { get; } = columns.Count == 0 ? 0 : columns[0].Length;

    public Schema Schema { get; init; } = new() { Columns = [.. columns.Select(c => c.Column)] };

    public RefusedRows Refused { get; init; } = RefusedRows.None;

    public IReadOnlyList<Message> Warnings { get; init; } = [];

    /// <summary>Columns whose reading fails with an <see cref="IOException"/>.</summary>
    public ImmutableHashSet<string> Broken { get; init; } = [];

    /// <summary>The same rows with a column in another role.</summary>
    public InMemoryDataset WithRole(string column, ColumnRole role) => Recast([.. columns.Select(c =>
        c.Column.Name == column ? Some.Slice(c, c.Column with { Role = role }) : c)]);

    /// <summary>The same rows with these segment columns.</summary>
    public InMemoryDataset WithSegments(params ReadOnlySpan<string> names) =>
        new(Path, columns) { Schema = Schema with { Segments = [.. names] }, Refused = Refused, Warnings = Warnings, Broken = Broken };

    /// <summary>The same rows with these protected columns.</summary>
    public InMemoryDataset WithProtected(params ReadOnlySpan<string> names) =>
        new(Path, columns) { Schema = Schema with { Protected = [.. names] }, Refused = Refused, Warnings = Warnings, Broken = Broken };

    /// <summary>The rows [start, end) as a data set of their own.</summary>
    public InMemoryDataset Rows(int start, int end) => Recast([.. columns.Select(c => Some.Rows(c, start, end))]);

    public ColumnSlice Read(string column, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Broken.Contains(column)) throw new IOException($"Column {column} cannot be read.");
        return columns.FirstOrDefault(c => c.Column.Name == column) ?? throw new KeyNotFoundException($"There is no column {column}.");
    }

    public void Dispose()
    {
    }

    InMemoryDataset Recast(IReadOnlyList<ColumnSlice> slices) => new(Path, slices)
    {
        Schema = Schema with { Columns = [.. slices.Select(s => s.Column)] },
        Refused = Refused,
        Warnings = Warnings,
        Broken = Broken,
    };
}
