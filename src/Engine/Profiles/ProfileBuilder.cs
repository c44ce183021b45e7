using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Profiles;

/// <summary>Gathers batches of rows into a profile on the bin set of another one. Not thread-safe; the result is immutable.</summary>
/// <remarks>Counts, extremes and missing values are exact whatever the batches; moments to 1e-12; quantiles within the sketch's rank
/// error.</remarks>
public sealed class ProfileBuilder
{
    readonly DatasetProfile _on;
    readonly Dictionary<string, ColumnProfileBuilder> _columns;
    long _rows;

    /// <summary>Starts empty.</summary>
    /// <param name="on">The profile whose schema and bin set are used; its rows are not counted.</param>
    public ProfileBuilder(DatasetProfile on)
    {
        ArgumentNullException.ThrowIfNull(on);
        _on = on;
        _columns = on.Columns.ToDictionary(c => c.Column.Name, c => new ColumnProfileBuilder(c), StringComparer.Ordinal);
    }

    /// <summary>Adds a batch of rows: every column of the bin set once, all of one length.</summary>
    /// <exception cref="ArgumentException">A column is missing, unknown, of another length or of another type.</exception>
    public void Add(IReadOnlyCollection<ColumnSlice> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var names = batch.Select(s => s.Column.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count != batch.Count || !names.SetEquals(_columns.Keys) || batch.DistinctBy(s => s.Length).Count() > 1)
            throw new ArgumentException($"A batch has the columns {string.Join(", ", _columns.Keys)}, each once and of one length.",
                nameof(batch));
        foreach (var slice in batch) _columns[slice.Column.Name].Add(slice);
        _rows += batch.Count == 0 ? 0 : batch.First().Length;
    }

    /// <summary>The profile of everything added so far.</summary>
    /// <param name="path">Where the rows came from, for showing.</param>
    public DatasetProfile Build(string path)
    {
        ColumnProfile[] columns = [.. _on.Columns.Select(c => _columns[c.Column.Name].Build())];
        return new DatasetProfile { Path = path, Rows = _rows, Schema = _on.Schema, Columns = columns }.WithTimes();
    }
}
