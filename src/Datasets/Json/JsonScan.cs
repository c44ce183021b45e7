using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;

namespace Plumbline.Datasets.Json;

/// <summary>Puts the fields of row after row into builders; a field that a row lacks is missing there.</summary>
sealed class JsonScan
{
    readonly Dictionary<string, ColumnBuilder> _builders = new(StringComparer.Ordinal);
    readonly HashSet<string> _known;
    readonly JsonFields.TakeField _take;
    readonly int _before;
    int _rows;

    internal JsonScan(IReadOnlyList<ScanTarget> targets, IReadOnlyList<SourceColumn> columns)
    {
        _known = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (ScanTarget target in targets) _builders.Add(target.Column.Name, target.Builder);
        _before = targets[0].Builder.Count;
        _take = Take;
    }

    /// <summary>The first field that the beginning of the file did not have and whose values are therefore lost.</summary>
    internal string? UnknownField { get; private set; }

    internal void Add(ReadOnlySpan<byte> row)
    {
        JsonFields.Each(row, _take);
        _rows++;
        foreach (ColumnBuilder builder in _builders.Values)
            if (builder.Count < _before + _rows) builder.AppendMissing(1);
    }

    /// <summary>Of a field that comes twice in a row the first counts.</summary>
    void Take(string name, ReadOnlySpan<byte> value)
    {
        if (!_builders.TryGetValue(name, out ColumnBuilder? builder)) UnknownField ??= _known.Contains(name) ? null : name;
        else if (builder.Count == _before + _rows) builder.AppendText(value);
    }
}
