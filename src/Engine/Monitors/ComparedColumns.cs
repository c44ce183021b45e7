using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Monitors;

/// <summary>The columns of a window and of its baseline that belong beside each other.</summary>
static class ComparedColumns
{
    /// <summary>Both sides without what says nothing when the other side lacks it: ids, times, labels that are still to come, latency and
    /// the like. Without a baseline the reference has the same columns and no rows.</summary>
    public static (DatasetProfile Reference, DatasetProfile Current) Of(DatasetProfile? baseline, DatasetProfile window)
    {
        if (baseline is null)
            return (new DatasetProfile { Path = "", Rows = 0, Schema = window.Schema }, window);
        return (Without(baseline, window), Without(window, baseline));
    }

    static DatasetProfile Without(DatasetProfile side, DatasetProfile other)
    {
        var left = side.Schema.Columns.Where(c => !IsExpected(c.Role) && other.Find(c.Name) is null).Select(c =>
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
