using System.Collections.Concurrent;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Integrity;
using Plumbline.Engine.Multivariate;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Segments;

namespace Plumbline.Engine.Reports;

/// <summary>What is kept of the rows while columns pass by one after the other: hashes, samples, groups, and the model's outputs.
/// Thread-safe.</summary>
sealed class RowCollections
{
    readonly Side _reference, _current;
    readonly Schema _schema;
    readonly WorstSlices? _slices;
    readonly bool _redact;
    readonly ConcurrentDictionary<string, RowGroups> _groups = new(StringComparer.Ordinal);

    public RowCollections(ReportSide reference, ReportSide current, ReportOptions options)
    {
        _schema = reference.Schema;
        _redact = options.Redact;
        _reference = new Side(reference, options);
        _current = new Side(current, options);
        _slices = options.Slices && current.Dataset is { } dataset ? new WorstSlices(dataset.RowCount, options.Seed, options.Redact) : null;
    }

    /// <summary>Null unless both sides are rows.</summary>
    public (RowSample Reference, RowSample Current)? Samples =>
        _reference.Sample is { } r && _current.Sample is { } c ? (r, c) : null;

    public WorstSlices? Slices => _slices;

    public long? ReferenceDuplicates => _reference.Hashes?.CountDuplicates();

    public long? CurrentDuplicates => _current.Hashes?.CountDuplicates();

    public OutputSlices? ReferenceOutputs => _reference.Outputs(_schema);

    public OutputSlices? CurrentOutputs => _current.Outputs(_schema);

    /// <summary>The rows of these columns in groups, in the order given; columns that could not be read are left out.</summary>
    public IReadOnlyList<RowGroups> Groups(IEnumerable<string> columns) =>
        [.. columns.Select(c => _groups.GetValueOrDefault(c)).OfType<RowGroups>()];

    /// <summary>Takes what is needed of a column. The slices themselves are kept only for target, prediction and scores.</summary>
    public void Add(ColumnPair pair, ColumnSlice? reference, ColumnSlice? current)
    {
        _reference.Add(pair, reference);
        _current.Add(pair, current);
        if (reference is null && current is null) return;
        if (_schema.Segments.Contains(pair.Name) || _schema.Protected.Contains(pair.Name)) _groups[pair.Name] = Grouped(reference, current);
        if (current is not null && pair.Column.Role is ColumnRole.Feature or ColumnRole.Segment) _slices?.Add(reference, current);
    }

    RowGroups Grouped(ColumnSlice? reference, ColumnSlice? current)
    {
        var groups = RowGroups.From(reference, current);
        return _redact ? groups.Redacted() : groups;
    }

    sealed class Side(ReportSide side, ReportOptions options)
    {
        readonly ConcurrentDictionary<string, ColumnSlice> _outputs = new(StringComparer.Ordinal);

        public RowHashes? Hashes { get; } = side.Dataset is { } dataset ? new RowHashes(dataset.RowCount) : null;

        public RowSample? Sample { get; } = side.Dataset is { } dataset
            ? new RowSample(RowSample.ChooseRows(dataset.RowCount, Limit(options), options.Seed), dataset.RowCount) : null;

        public void Add(ColumnPair pair, ColumnSlice? slice)
        {
            if (slice is null) return;
            Hashes?.Add(pair.Index, slice);
            if (pair.Column.Role is ColumnRole.Feature or ColumnRole.Embedding) Sample?.Add(slice);
            if (pair.Column.Role is ColumnRole.Target or ColumnRole.Prediction or ColumnRole.Score) _outputs[pair.Name] = slice;
        }

        public OutputSlices? Outputs(Schema schema)
        {
            if (_outputs.IsEmpty) return null;
            return new OutputSlices
            {
                Target = First(schema, ColumnRole.Target),
                Prediction = First(schema, ColumnRole.Prediction),
                Scores = [.. SchemaOf(schema, ColumnRole.Score).Columns.Where(c => c.Role == ColumnRole.Score).Select(c =>
                    _outputs.GetValueOrDefault(c.Name)).OfType<NumericSlice>()],
            };
        }

        ColumnSlice? First(Schema schema, ColumnRole role) =>
            SchemaOf(schema, role).First(role) is { } column ? _outputs.GetValueOrDefault(column.Name) : null;

        // What the reference lacks the other side may have: its own quality can be told without.
        Schema SchemaOf(Schema reference, ColumnRole role) => reference.First(role) is null ? side.Schema : reference;

        static int Limit(ReportOptions options) =>
            options.Measures.Measures.Length == MeasureSelection.All.Measures.Length ? RowSample.FullLimit : RowSample.DefaultLimit;
    }
}
