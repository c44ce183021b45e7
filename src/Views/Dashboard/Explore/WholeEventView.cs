using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Views.Dashboard;

/// <summary>One event whole.</summary>
public sealed record WholeEventView
{
    public required ModelDefinition Model { get; init; }

    public required EventRow Row { get; init; }

    /// <summary>Other events of the same id, newest first: an id is unique within a quarter of an hour only.</summary>
    public IReadOnlyList<EventRow> Others { get; init; } = [];

    /// <summary>What is usual; null: the model has no baseline.</summary>
    public DatasetProfile? Baseline { get; init; }

    public string? BaselineName { get; init; }

    /// <summary>The verdict that led here.</summary>
    public long? Evaluation { get; init; }

    /// <summary>Part of the name of a column.</summary>
    public string Find { get; init; } = "";

    /// <summary>Columns with a value of their own, remarkable ones first.</summary>
    internal IEnumerable<(ColumnDefinition Column, object? Value, ColumnProfile? Usual, ValueMark Mark)> Values
    {
        get
        {
            var usual = (Baseline?.Columns ?? []).ToDictionary(c => c.Column.Name, StringComparer.Ordinal);
            return Model.Schema.Columns.Columns.Where(c => Row.Values.ContainsKey(c.Name))
                .Where(c => Find.Length == 0 || c.Name.Contains(Find, StringComparison.OrdinalIgnoreCase))
                .Select(c => (Column: c, Value: Row.Values[c.Name], Usual: usual.GetValueOrDefault(c.Name)))
                .Select(v => (v.Column, v.Value, v.Usual, Mark: MarkOf(v.Column, v.Value, v.Usual)))
                .OrderByDescending(v => v.Mark != ValueMark.Plain);
        }
    }

    // What no answer ever needs (an error, a weight) may be missing without a word.
    static ValueMark MarkOf(ColumnDefinition column, object? value, ColumnProfile? usual)
    {
        var mark = ValueMarks.Of(value, usual);
        return mark == ValueMark.Missing && !ExploreWords.IsRemarkable(new ShownColumn(column, false, usual)) ? ValueMark.Plain : mark;
    }
}
