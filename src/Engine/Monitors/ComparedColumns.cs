using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Monitors;

/// <summary>The columns of a window and of its baseline that belong beside each other.</summary>
public static class ComparedColumns
{
    /// <summary>Both sides without what says nothing when the other side lacks it: ids, times, labels that are still to come, latency and
    /// the like. Without a baseline the reference has the same columns and no rows.</summary>
    public static (DatasetProfile Reference, DatasetProfile Current) Of(DatasetProfile? baseline, DatasetProfile window)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (baseline is null)
            return (new DatasetProfile { Path = "", Rows = 0, Schema = window.Schema }, window);
        return (Without(baseline, window), Without(window, baseline));
    }

    /// <summary>As <see cref="Of(DatasetProfile?, DatasetProfile)"/>, for rows that are still to be read.</summary>
    /// <returns>The baseline without columns that say nothing, and the names of the columns to be read.</returns>
    public static (DatasetProfile Reference, IReadOnlyList<string> Columns) Of(DatasetProfile baseline,
        IReadOnlyList<ColumnDefinition> rows)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(rows);
        var known = rows.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return (Without(baseline, c => known.Contains(c)), [.. rows.Where(c => IsExpected(c.Role) || baseline.Find(c.Name) is not null)
            .Select(c => c.Name)]);
    }

    static DatasetProfile Without(DatasetProfile side, DatasetProfile other) => Without(side, c => other.Find(c) is not null);

    static DatasetProfile Without(DatasetProfile side, Func<string, bool> isKnown)
    {
        var left = side.Schema.Columns.Where(c => !IsExpected(c.Role) && !isKnown(c.Name)).Select(c =>
            c.Name).ToHashSet(StringComparer.Ordinal);
        return left.Count == 0 ? side : side with
        {
            Schema = side.Schema with { Columns = [.. side.Schema.Columns.Where(c => !left.Contains(c.Name))] },
            Columns = [.. side.Columns.Where(c => !left.Contains(c.Column.Name))],
        };
    }

    static bool IsExpected(ColumnRole role) => role switch
    {
        ColumnRole.Feature or ColumnRole.Prediction or ColumnRole.Score or ColumnRole.Segment or ColumnRole.Protected or ColumnRole.Image
            or ColumnRole.Text or ColumnRole.Embedding => true,
        ColumnRole.Target or ColumnRole.Timestamp or ColumnRole.Id or ColumnRole.Latency or ColumnRole.Weight or ColumnRole.Version
            or ColumnRole.Environment or ColumnRole.Error or ColumnRole.Ignore => false,
    };
}
