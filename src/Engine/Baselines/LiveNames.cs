using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Baselines;

/// <summary>What the columns of a file are called among live events (ADR 0008): a feature keeps its name, an answer is called
/// prediction.</summary>
public static class LiveNames
{
    /// <summary>The live name of a column; its own where the role has none.</summary>
    public static string Of(ColumnDefinition column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Role switch
        {
            ColumnRole.Prediction => LiveColumns.Prediction,
            ColumnRole.Score => column.ScoreOf is { } of ? LiveColumns.ScoreOf(of) : LiveColumns.Score,
            ColumnRole.Target => LiveColumns.Truth,
            ColumnRole.Latency => LiveColumns.Latency,
            ColumnRole.Weight => LiveColumns.Weight,
            ColumnRole.Version => LiveColumns.Version,
            ColumnRole.Environment => LiveColumns.Environment,
            ColumnRole.Error => LiveColumns.Error,
            ColumnRole.Id => LiveColumns.Id,
            ColumnRole.Timestamp => LiveColumns.Time,
            ColumnRole.Feature or ColumnRole.Segment or ColumnRole.Protected or ColumnRole.Image or ColumnRole.Text or ColumnRole.Embedding
                or ColumnRole.Ignore => column.Name,
        };
    }

    /// <summary>The profile under the live names. Where two columns would bear one name (a second timestamp), the first gets it.</summary>
    public static DatasetProfile Apply(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var own = profile.Schema.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in profile.Schema.Columns)
        {
            string live = Of(column);
            bool isFree = live == column.Name || !own.Contains(live);
            names[column.Name] = isFree && !names.ContainsValue(live) ? live : column.Name;
        }
        return profile with
        {
            Schema = new Schema
            {
                Columns = [.. profile.Schema.Columns.Select(c => c with { Name = names[c.Name] })],
                Segments = [.. profile.Schema.Segments.Select(s => names.GetValueOrDefault(s, s))],
                Protected = [.. profile.Schema.Protected.Select(s => names.GetValueOrDefault(s, s))],
            },
            Columns = [.. profile.Columns.Select(c => c with { Column = c.Column with { Name = names[c.Column.Name] } })],
        };
    }
}
