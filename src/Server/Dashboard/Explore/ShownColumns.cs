using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Explore;

/// <summary>Which columns of a model stand in the table of rows. Pure.</summary>
static class ShownColumns
{
    const int Usual = 8, MostSegments = 3, MostOthers = 40;

    /// <summary>The chosen columns, else what the verdict and the conditions are about, segments, score and the first features. The
    /// prediction is always among them.</summary>
    public static IReadOnlyList<ShownColumn> Of(ModelDefinition model, ExploreQuery query, EventQuery asked, string? ofVerdict,
        DatasetProfile? baseline)
    {
        string[] about = [.. (ofVerdict is null ? [] : new[] { ofVerdict }).Concat(asked.Where.Select(w => w.Key))
            .Concat(asked.Between.Select(b => b.Column)).Distinct(StringComparer.Ordinal)];
        var schema = model.Schema.Columns;
        var names = query.Columns.Count > 0 ? query.Columns : [.. about.Concat(schema.Segments.Take(MostSegments))
            .Concat(OfRole(schema, ColumnRole.Score).Take(1)).Concat(OfRole(schema, ColumnRole.Feature)).Distinct(StringComparer.Ordinal)
            .Take(Math.Max(Usual, about.Length))];
        var usual = (baseline?.Columns ?? []).ToDictionary(c => c.Column.Name, StringComparer.Ordinal);
        return [.. names.Select(schema.Find).OfType<ColumnDefinition>().Where(IsShown).Union(Prediction(schema))
            .Select(c => new ShownColumn(c, about.Contains(c.Name), usual.GetValueOrDefault(c.Name)))];
    }

    /// <summary>Columns that could be shown too: those with a part of the name, else the first.</summary>
    public static IReadOnlyList<string> Others(ModelDefinition model, IReadOnlyList<ShownColumn> shown, string find)
    {
        var known = shown.Select(s => s.Column.Name).ToHashSet(StringComparer.Ordinal);
        return [.. model.Schema.Columns.Columns.Where(c => IsShown(c) && !known.Contains(c.Name)
            && (find.Length == 0 || c.Name.Contains(find, StringComparison.OrdinalIgnoreCase))).Select(c => c.Name).Take(MostOthers)];
    }

    public static int Count(ModelDefinition model) => model.Schema.Columns.Columns.Count(IsShown);

    // Time, id and truth have a place of their own.
    static bool IsShown(ColumnDefinition column) => column.Role is not (ColumnRole.Target or ColumnRole.Id)
        && column is not { Role: ColumnRole.Timestamp, Name: LiveColumns.Time };

    static IEnumerable<string> OfRole(Schema schema, ColumnRole role) => schema.Columns.Where(c => c.Role == role).Select(c => c.Name);

    static IEnumerable<ColumnDefinition> Prediction(Schema schema) => schema.First(ColumnRole.Prediction) is { } column ? [column] : [];
}
