using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard;

/// <summary>How a model was used, told from its cells. Pure.</summary>
static class CellTraffic
{
    /// <summary>Columns that tell it, to be read with their sketches; empty: only the number of rows can be told.</summary>
    public static string[] Columns(ModelDefinition model) =>
        [.. new[] { ColumnRole.Latency, ColumnRole.Error }.Select(r => model.Schema.Columns.First(r)?.Name).OfType<string>()];

    /// <summary>Cells as one profile. Where the bins changed in between, the newer ones tell.</summary>
    /// <returns>Null when no cell has rows.</returns>
    public static DatasetProfile? Merged(IEnumerable<CellProfile> cells, string name)
    {
        List<CellProfile> found = [.. cells.Where(c => c.Profile.Rows > 0)];
        ulong? binSet = found.MaxBy(c => c.Key.Start)?.BinSet;
        return CellMerging.Merge([.. found.Where(c => c.BinSet == binSet)], name);
    }

    /// <summary>Rows, latency and errors of a stretch of time.</summary>
    /// <param name="merged">Its cells as one profile; null: rows alone are told.</param>
    public static TrafficDay Of(ModelDefinition model, DateTimeOffset from, DateTimeOffset to, long rows, DatasetProfile? merged)
    {
        var latency = model.Schema.Columns.First(ColumnRole.Latency) is { } column ? merged?.Find(column.Name) : null;
        var sketch = (latency?.Content as ColumnContent.Numbers)?.Sketch;
        double Quantile(double q) => sketch is { Count: > 0 } ? sketch.Quantile(q) : double.NaN;
        long? errors = model.Schema.Columns.First(ColumnRole.Error) is { } error && merged?.Find(error.Name) is { } found
            ? found.Rows - found.Absent : null;
        return new TrafficDay(from, to, rows, Quantile(.5), Quantile(.95), Quantile(.99), errors);
    }
}
